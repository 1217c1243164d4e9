package lane

// normalQuantile returns Φ⁻¹(u), the standard normal quantile, to 2 ulp for u in
// (0, 1), and to 1.25 ulp beyond the central 85%: -Inf at 0, +Inf at 1 and NaN
// outside.
//
// It evaluates the three rational approximations of algorithm AS 241, PPND16.
// They are the same functions, which are within 1 ulp of Φ⁻¹, but written about
// a main term that is almost the result, so that their own rounding counts for
// little. With q = u - ½, p = min(u, 1-u) and s = √(-2·log p):
//
//	x = q·(2.5 + C(3/16 - q²))     for |q| ≤ 0.425, C from 0.01 to 0.89,
//	|x| = s - 3/4 - T(s - 9/4)     for s ≤ 5·√2,
//	|x| = s - F(s - 7)             beyond.
//
// Wichura's variables are 0.180625 - q², √(-log p) - 1.6 and √(-log p) - 5. The
// coefficients below are his after the change of variable, and divided so that
// the denominators start from 1. What the roundings of q and s lose is added
// back to first order.
// Source: Wichura, "The percentage points of the normal distribution", Applied
// Statistics 37 (1988), 477–484.
func normalQuantile(u float64) float64 {
	q := u - 0.5
	x := centreQuantile(u)
	if !(abs(q) <= 0.425) {
		x = copysign(tailQuantile(min(u, 1-u)), q)
	}
	infinity := float64(pow2(1023) * 2)
	if u == 0 {
		x = -infinity
	}
	if u == 1 {
		x = infinity
	}
	if !(u >= 0 && u <= 1) {
		x = infinity - infinity
	}
	return x
}

// centreQuantile returns Φ⁻¹(u) for |u - ½| ≤ 0.425.
func centreQuantile(u float64) float64 {
	// Below u = ¼ the difference q lacks dq. The slope of Φ⁻¹ is there within 6%
	// of this polynomial.
	q := u - 0.5
	dq := u - (q + 0.5)
	q2 := float64(q * q)
	slope := slope0 + float64(q2*(slope1+float64(q2*slope2)))

	r := 0.1875 - q2
	top := centreTop0 + float64(r*(centreTop1+float64(r*(centreTop2+float64(r*(centreTop3+float64(r*(centreTop4+float64(r*(centreTop5+float64(r*(centreTop6+float64(r*centreTop7)))))))))))))
	bottom := 1 + float64(r*(centreBottom1+float64(r*(centreBottom2+float64(r*(centreBottom3+float64(r*(centreBottom4+float64(r*(centreBottom5+float64(r*(centreBottom6+float64(r*centreBottom7)))))))))))))

	// base + dbase = 2.5·q exactly.
	twice := float64(2 * q)
	half := float64(0.5 * q)
	base := twice + half
	dbase := half - (base - twice)
	return base + (float64(q*(top/bottom)) + (float64(dq*slope) + dbase))
}

// tailQuantile returns |Φ⁻¹(p)| for 0 < p < 0.075.
func tailQuantile(p float64) float64 {
	// l + dl = log p, as log computes it but for its last sum.
	k := exponentNear1(p)
	f := fractionNear1(p) - 1
	rest := float64(k*ln2Low) + logRest(f)
	whole := float64(k * ln2High)
	sum := whole + f
	dsum := (f - (sum - whole)) + rest
	l := sum + dsum
	dl := dsum - (l - sum)

	// s = √(-2·log p), and its square lacks ds2.
	s2 := float64(-2 * l)
	s := sqrt(s2)
	sHigh := head(s)
	ds2 := ((s2 - float64(sHigh*sHigh)) - float64((s-sHigh)*(s+sHigh))) - float64(2*dl)

	t := s - 2.25
	top := tailTop0 + float64(t*(tailTop1+float64(t*(tailTop2+float64(t*(tailTop3+float64(t*(tailTop4+float64(t*(tailTop5+float64(t*(tailTop6+float64(t*(tailTop7+float64(t*tailTop8)))))))))))))))
	bottom := 1 + float64(t*(tailBottom1+float64(t*(tailBottom2+float64(t*(tailBottom3+float64(t*(tailBottom4+float64(t*(tailBottom5+float64(t*(tailBottom6+float64(t*tailBottom7)))))))))))))
	base := s - 0.75
	if s > farFrom {
		t = s - 7
		top = farTop0 + float64(t*(farTop1+float64(t*(farTop2+float64(t*(farTop3+float64(t*(farTop4+float64(t*(farTop5+float64(t*(farTop6+float64(t*(farTop7+float64(t*farTop8)))))))))))))))
		bottom = 1 + float64(t*(farBottom1+float64(t*(farBottom2+float64(t*(farBottom3+float64(t*(farBottom4+float64(t*(farBottom5+float64(t*(farBottom6+float64(t*farBottom7)))))))))))))
		base = s
	}
	// The one division also takes ds2/(2s), what s lacks, off the correction.
	twice := float64(2 * s)
	return base - (float64(twice*top)-float64(ds2*bottom))/float64(twice*bottom)
}

const (
	farFrom = 7.0710678118654755 // 5·√2

	slope0 = 3.8169034
	slope1 = -23.961255
	slope2 = 227.33629

	centreTop0 = 0.9608936895052087
	centreTop1 = 32.323013806107554
	centreTop2 = 333.33941951097313
	centreTop3 = 577.6592324547993
	centreTop4 = -8209.373004963902
	centreTop5 = -39778.2948739071
	centreTop6 = -51203.683903008765
	centreTop7 = -14268.93320383228

	centreBottom1 = 45.416420251571985
	centreBottom2 = 786.3826782801636
	centreBottom3 = 6527.104409680508
	centreBottom4 = 26873.49303206418
	centreBottom5 = 51533.381171276764
	centreBottom6 = 38489.945768377656
	centreBottom7 = 7064.0713336066865

	tailTop0 = 0.09195929590092432
	tailTop1 = -0.07512194574072148
	tailTop2 = -0.16484092303832873
	tailTop3 = -0.08323227393716628
	tailTop4 = -0.017958952027831022
	tailTop5 = -0.0016777888212492792
	tailTop6 = -5.11019537820551e-05
	tailTop7 = -1.1610099377001816e-08
	tailTop8 = 9.46114264111151e-11

	tailBottom1 = 1.4573456578388835
	tailBottom2 = 0.8444125621216045
	tailBottom3 = 0.24651360906988745
	tailBottom4 = 0.03754442460149566
	tailBottom5 = 0.002731699701989584
	tailBottom6 = 6.972967422560338e-05
	tailBottom7 = 9.46114264111151e-11

	farTop0 = 0.41599670560002844
	farTop1 = 0.13753918442405522
	farTop2 = 0.016163284069163734
	farTop3 = 0.0008229925692968577
	farTop4 = 1.7671255314245166e-05
	farTop5 = 1.2650991885380953e-07
	farTop6 = 6.305735367952216e-11
	farTop7 = -1.1896868032395017e-13
	farTop8 = 1.8623880111673205e-16

	farBottom1 = 0.42722445698352884
	farBottom2 = 0.06941820877142733
	farBottom3 = 0.005363300004763558
	farBottom4 = 0.00020156533313801596
	farBottom5 = 3.3562986692360567e-06
	farBottom6 = 1.831465866911903e-08
	farBottom7 = 1.8623880111673205e-16
)

// head returns x rounded to its first 26 bits, for |x| below 2⁹⁹⁰.
// Source: Dekker, "A floating-point technique for extending the available
// precision", Numerische Mathematik 18 (1971), 224–242, after Veltkamp.
func head(x float64) float64 {
	c := float64(x * 134217729) // 2²⁷ + 1
	return c - (c - x)
}
