package vectorise

// never is the next use of a value that is not used again.
const never = 1 << 30

func (e *emitter) nextUse(v *value) int {
	for _, u := range v.uses {
		if u >= e.now {
			return u
		}
	}
	return never
}

// bring returns the register of a value, after moving it there if it is in none.
func (e *emitter) bring(v *value) string {
	if v.reg < 0 {
		e.held[v] = true
		e.allot(v)
		e.fetch(v)
	}
	e.held[v] = true
	return e.register(v)
}

// fetch loads a value into its register.
func (e *emitter) fetch(v *value) {
	switch {
	case v.op == "const" || v.op == "param":
		e.line("%s", e.broadcast(v))
		e.extra++
	case v.op == "load":
		if v.slot++; v.slot > 0 { // the first load has to be
			e.extra++
		}
		e.touch(v.place, "VMOVUPD %s, "+e.register(v))
	case v.slot >= 0 && v.mask && e.masks:
		e.line("KMOVW %d(SP), %s", v.slot*e.bytes, e.register(v))
		e.extra++
	case v.slot >= 0:
		e.line("VMOVUPD %d(SP), %s", v.slot*e.bytes, e.register(v))
		e.extra++
	default:
		panic("the value of " + v.op + " is lost")
	}
}

// allot gives a value a register: a free one, or that of the value whose next use is
// farthest, which is kept on the stack if it cannot be had again otherwise.
func (e *emitter) allot(v *value) {
	file, first, end := e.file, 0, len(e.file)
	if v.mask && e.masks {
		file, first, end = e.mask, 1, 7 // K0 means no mask; K7 is that of gathers
	}
	best, far := -1, -1
	for i := first; i < end; i++ {
		o := file[i]
		if o == nil {
			best = i
			break
		}
		if o.fixed || e.held[o] {
			continue
		}
		use := e.nextUse(o)
		if use < never && o.fetched() {
			use += 3 // it is cheap to have again
		}
		if use > far {
			best, far = i, use
		}
	}
	if best < 0 {
		panic("no register is left")
	}
	if o := file[best]; o != nil {
		e.evict(o)
	}
	file[best], v.reg = v, best
}

// evict takes a value out of its register.
func (e *emitter) evict(v *value) {
	if e.nextUse(v) < never && !v.fetched() && v.slot < 0 {
		v.slot = e.slots
		e.slots++
		move := "VMOVUPD"
		if v.mask && e.masks {
			move = "KMOVW"
		}
		e.line("%s %s, %d(SP)", move, e.register(v), v.slot*e.bytes)
		e.extra++
	}
	v.reg = -1
}
