package vectorise

import (
	"go/ast"
	"go/constant"
	"go/token"
)

// constantOf computes an expression of constants as Go does, exactly.
func (s *source) constantOf(e ast.Expr) constant.Value {
	switch x := e.(type) {
	case *ast.BasicLit:
		return constant.ToFloat(constant.MakeFromLiteral(x.Value, x.Kind, 0))
	case *ast.ParenExpr:
		return s.constantOf(x.X)
	case *ast.Ident:
		if of := s.numbers[x.Name]; of != nil {
			return s.constantOf(of)
		}
	case *ast.UnaryExpr:
		if v := s.constantOf(x.X); v != nil && x.Op == token.SUB {
			return constant.UnaryOp(token.SUB, v, 0)
		}
	case *ast.BinaryExpr:
		a, b := s.constantOf(x.X), s.constantOf(x.Y)
		if a != nil && b != nil {
			return constant.BinaryOp(a, x.Op, b)
		}
	}
	return nil
}
