--@ bitwise: shifts of all widths
for i = -70, 70, 7 do print(i, 1 << i, -1 << i, 1 >> i, -1 >> i, 0x123456789ABCDEF << i) end
--@ bitwise: identities
for _, x in ipairs {0, 1, -1, 5, math.maxinteger, math.mininteger, 0xF0F0, -12345} do print(x & -1 == x, x | 0 == x, x ~ x, ~x == -x - 1, x ~ -1 == ~x, (x << 1) >> 1, x >> 63, x << 63) end
--@ bitwise: masks built in loops
local function bits(n) local r = {} for i = 7, 0, -1 do r[#r + 1] = (n >> i) & 1 end return table.concat(r) end
for _, n in ipairs {0, 1, 5, 128, 255, 170} do print(bits(n)) end
local function popcount(n) local c = 0 while n ~= 0 do n = n & (n - 1) c = c + 1 end return c end
print(popcount(255), popcount(-1), popcount(0), popcount(math.mininteger))
--@ bitwise: rotations and swaps
local function rol(x, n) return ((x << n) | (x >> (64 - n))) end
print(rol(1, 1), rol(1, 63), rol(-2, 1), rol(0x0123456789ABCDEF, 16))
local a, b = 12, 34 a = a ~ b b = a ~ b a = a ~ b print(a, b)
--@ bitwise: metamethods when an operand is no integer
local o = setmetatable({}, {__band = function(a, b) return "band" end, __shl = function(a, b) return "shl" end, __bnot = function() return "bnot" end})
print(o & 1.5, 1.5 & o, o & "x", "x" & o, o << {}, {} << o, ~o, nil & o)
--@ bitwise: floats with integer values
print(1.0 | 2.0, 7.0 & 3, 2^40 | 1, -1.0 >> 60, ~0.0, 1 << 3.0, -0.0 | 1)
--@ bitwise: precedence among operators
print(1 | 2 ~ 3 & 4, 6 & 3 << 1, 1 << 2 & 4, 5 | 2 << 1 + 1, ~1 + 1, -1 >> 1 + 62, 3 & 2 == 2 and 1)
--@ cstack: patterns of some depth
print(#("a"):rep(150):match(("(a"):rep(30) .. (")"):rep(30) .. "a*"), (("x"):rep(100)):find(("x-"):rep(50) .. "$"))
--@ cstack: deep tables are freed and compared
local t = {} for i = 1, 10000 do t = {t} end local n = 0 while t[1] do t = t[1] n = n + 1 end print(n)
--@ cstack: chains of functions that wrap functions
local f = function(x) return x end for i = 1, 100 do local g = f f = function(x) return g(x) + 1 end end print(f(0))
--@ cstack: chains of tables with index
local t = {deep = "found"} for i = 1, 50 do t = setmetatable({}, {__index = t}) end print(t.deep, t.other)
--@ calls: recursion through tables and parameters
local t = {} function t.fact(n) return n <= 1 and 1 or n * t.fact(n - 1) end print(t.fact(10))
local function Y(f) return (function(x) return x(x) end)(function(x) return f(function(...) return x(x)(...) end) end) end
print(Y(function(self) return function(n) return n == 0 and 1 or n * self(n - 1) end end)(10))
--@ calls: missing and extra arguments
local function f(a, b, c) return a, b, c end print(f()) print(f(1)) print(f(1, 2, 3, 4)) print((f(1, 2)))
--@ calls: functions as values
local ops = {add = function(a, b) return a + b end, ["mul"] = function(a, b) return a * b end, function() return "first" end} print(ops.add(2, 3), ops["mul"](2, 3), ops[1]()) print((function(x) return x * 2 end)(21)) print(#{(function() return 1, 2 end)()})
--@ calls: self
local Account = {balance = 0} Account.__index = Account function Account:new(o) return setmetatable(o or {}, self) end function Account:deposit(v) self.balance = self.balance + v return self end
local a, b = Account:new(), Account:new{balance = 10} a:deposit(5):deposit(6) print(a.balance, b.balance, Account.balance)
--@ calls: load keeps upvalues apart
local x = 1 local f = load("x = (x or 0) + 1 return x") print(f(), f(), x, _G.x)
--@ calls: environments of loaded chunks
local env = {print = print} local f = load("a = 1 local function g() a = a + 1 return a end return g", "c", "t", env) local g = f() print(g(), g(), env.a, a)
--@ calls: strings as source with all kinds of line ends
print(load("return\n1")(), load("return\r\n2")(), load("return--[[x\n\n]]3")(), load("\n\n\nreturn 4")())
--@ calls: parentheses and ambiguity
local function f(x) return function(y) return x .. y end end local s = f "a" "b" print(s) local t = {f"x"
("y")} print(t[1])
--@ calls: results in the middle of expressions
local function two() return 1, 2 end print(two() + two(), two() .. two(), -two(), #{two(), two()}, (two()) == 1, not two()) print(two(), 1) local t = {two(), x = two()} print(#t, t.x)
--@ calls: vararg functions called with unpack in the middle
print((function(...) return select("#", ...) end)(table.unpack({1, 2, 3}), table.unpack({4, 5})))
--@ calls: tail calls give all results
local function f(...) return ... end local function g(...) return f(...) end print(g(1, nil, 3)) print(select("#", g())) local function h(n, ...) if n == 0 then return ... end return h(n - 1, n, ...) end print(h(5))
--@ calls: tail call of a builtin
local function f(...) return select("#", ...) end print(f(1, 2)) local function g(s) return s:rep(3) end print(g("x")) local function p(...) return pcall(...) end print(p(error, "e", 0))
--@ calls: numbers and strings callable through metatables of tables only
print(pcall(function() return (5)() end)) print(pcall(function() return ("x")() end))
--@ closure: counters
local function counter(step) local n = 0 return function() n = n + (step or 1) return n end end local c, d = counter(), counter(10) print(c(), c(), d(), c(), d())
--@ closure: closures in tables share
local obj = (function() local v = 0 return {get = function() return v end, set = function(x) v = x end} end)() obj.set(5) print(obj.get())
--@ closure: upvalue of a for loop is fresh
local t = {} for i = 1, 5 do t[i] = function(d) i = i + (d or 0) return i end end t[1](10) print(t[1](), t[2](), t[5](5), t[5]()) for k, v in pairs({"a", "b"}) do t[k] = function() return k, v end end print(t[1]()) print(t[2]())
--@ closure: break and return keep captured values
local function first(t, p) local hit for i, v in ipairs(t) do if p(v) then hit = function() return i, v end break end end return hit end print(first({5, 8, 9}, function(v) return v > 6 end)())
--@ closure: mutual recursion of locals
local even, odd function even(n) return n == 0 or odd(n - 1) end function odd(n) return n ~= 0 and even(n - 1) end print(even(10), odd(10), even(7))
--@ closure: closures over varargs packed
local function bind(f, ...) local args = table.pack(...) return function(...) local all = {} for i = 1, args.n do all[i] = args[i] end local more = table.pack(...) for i = 1, more.n do all[args.n + i] = more[i] end return f(table.unpack(all, 1, args.n + more.n)) end end print(bind(print, 1, nil)(2, nil) == nil)
--@ closure: repeat until condition closes over the block
local fs = {} local i = 1 repeat local x = i fs[i] = function() return x end i = i + 1 until (function() return x >= 3 end)() print(#fs, fs[1](), fs[3]())
--@ closure: assignments to upvalues from several closures
local a, b = 1, 2 local function swap() a, b = b, a end swap() print(a, b); (function() a = a .. b end)() print(a)
--@ closure: functions defined in branches
local f if true then local x = "yes" f = function() return x end else local x = "no" f = function() return x end end print(f())
--@ closure: captured loop variable of while with goto
local fs, n = {}, 0 while n < 3 do n = n + 1 local m = n if m == 2 then goto next end fs[#fs + 1] = function() m = m * 10 return m end ::next:: end print(#fs, fs[1](), fs[2](), fs[1]())
--@ constructs: boolean tables
for _, a in ipairs {true, false} do for _, b in ipairs {true, false} do print(a and b, a or b, not a, a == b, a ~= b, not a == b, (a and not b) or (b and not a)) end end
--@ constructs: short circuit
local log = {} local function t(x) log[#log + 1] = x return true end local function f(x) log[#log + 1] = x return false end local _ = t(1) and f(2) and t(3) or t(4) local _ = f(5) or f(6) or t(7) and f(8) print(table.concat(log, " "))
--@ constructs: conditions with all operators
local x, y = 3, "3" if x == 3 and y ~= 3 and not (x > 3) and x <= 3.0 and y >= "2" then print("all") end print(x < 4 == true, x ~= y, #y == 1 or nil, (x or y) and (nil or false))
--@ constructs: nested loops with breaks
local r = {} for i = 1, 4 do for j = 1, 4 do if j > i then break end if (i + j) % 2 == 0 then r[#r + 1] = i .. j end end if i == 3 then break end end print(table.concat(r, " "))
--@ constructs: while with complex conditions
local i, j = 0, 10 while i < j and not (i == 4) do i, j = i + 1, j - 1 end print(i, j) local s = "" repeat s = s .. #s until #s > 10 print(s)
--@ constructs: multiple assignment with calls and indices
local t = {} local function k() t.n = (t.n or 0) + 1 return t.n end t[k()], t[k()], t[k()] = k(), k() print(t[1], t[2], t[3], t.n) local a, b, c = (function() return 1, 2, 3 end)() print(a, b, c) a, b, c = c, a print(a, b, c)
--@ constructs: numeric for evaluates once
local n = 0 local function lim() n = n + 1 return 3 end for i = lim(), lim() + 2, lim() - 2 do end print(n) for i = 3, 1 do print("never") end local i = "outer" for i = 1, 1 do i = 5 end print(i)
--@ constructs: for with big steps
for i = 1, math.maxinteger, math.maxinteger // 2 do print(i) end for i = math.maxinteger, math.mininteger, math.mininteger // 2 do print(i) end for i = -3, 3, 3 do print(i) end for i = 1, 0 do print(i) end for i = 5, 5 do print(i) end
--@ constructs: for with float accumulations
local n = 0 for x = 0, 1, 0.1 do n = n + 1 end print(n) for x = 1.0, 0, -0.25 do io = x end print(io) for x = 1, 2, 0.3 do print(x) end
--@ constructs: empty statements and blocks
do end do do end end ; ; ; while false do end repeat until true if false then end for i = 1, 0 do end for k in pairs({}) do end local function f() end print(f())
--@ constructs: constructor separators
print(#{1, 2, 3,}, #{1; 2; 3;}, #{1, 2; 3}, #{[1] = 1; [2] = 2,}, ({a = 1, ["b"] = 2; [3] = 3}).b, ({{1}, {2}})[2][1])
--@ constructs: constructor with nil and holes by index
local t = {nil, 2, nil, 4} print(t[1], t[2], t[3], t[4]) local n = {[1] = "a", [3] = "c"} print(n[1], n[2], n[3])
--@ constructs: nested functions and returns
local function f(n) if n > 0 then return f(n - 1) else return "zero" end end print(f(3)) local function g() do return 1 end end print(g()) local function h() for i = 1, 3 do if i == 2 then return i end end end print(h()) local function w() while true do return "w" end end print(w())
--@ constructs: constant expressions
print(2 ^ 10 // 3 % 7, 1 + 2 * 3 - 4 / 2, (1 + 2) * (3 - 4), 10 // 3 * 3 + 10 % 3, 2 ^ 3 ^ 0, -3 ^ 2, 5 // 0.0, -5 % 3, 5.5 // 1, "a" .. "b" .. 1 + 1, not 1 == 2, 1 .. 2 == "12", 3 - -3, 7 & 3 | 8)
--@ constructs: integer and float constants mixed
print(1 + 1.0, 3 // 2, 3.0 // 2, 3 / 2, 4 / 2, 7 % 3, 7.0 % 3, 2 ^ 2, 1e2 + 1, 10 // 2.5, 1 == 1.0, math.type(3 // 1.0), 0x10 + 0, 1 // 1 | 0)
--@ events: metatable changed while in use
local t = setmetatable({}, {__index = {a = 1}}) print(t.a) getmetatable(t).__index = {a = 2} print(t.a) setmetatable(t, nil) print(t.a)
--@ events: default values
local function default(t, d) return setmetatable(t, {__index = function() return d end}) end local t = default({x = 1}, 0) print(t.x, t.y, rawget(t, "y"))
--@ events: read only proxy
local function ro(t) return setmetatable({}, {__index = t, __newindex = function(_, k) error("read only: " .. tostring(k), 2) end, __len = function() return #t end, __pairs = function() return pairs(t) end}) end local p = ro({1, 2, x = 3}) print(p[1], p.x, #p) print(pcall(function() p.y = 1 end)) local n = 0 for _ in pairs(p) do n = n + 1 end print(n)
--@ events: tracking of accesses
local log = {} local t = setmetatable({}, {__index = function(_, k) log[#log + 1] = "r" .. tostring(k) end, __newindex = function(_, k, v) log[#log + 1] = "w" .. tostring(k) end}) local _ = t.a t.b = 1 _ = t[1] t[2] = t[3] print(table.concat(log, " "))
--@ events: sets with operators
local Set = {} Set.__index = Set local function new(l) local s = setmetatable({}, Set) for _, v in ipairs(l) do s[v] = true end return s end Set.__add = function(a, b) local r = new{} for k in pairs(a) do r[k] = true end for k in pairs(b) do r[k] = true end return r end Set.__mul = function(a, b) local r = new{} for k in pairs(a) do if b[k] then r[k] = true end end return r end Set.__le = function(a, b) for k in pairs(a) do if not rawget(b, k) then return false end end return true end Set.__lt = function(a, b) return a <= b and not (b <= a) end Set.__eq = function(a, b) return a <= b and b <= a end Set.__len = function(s) local n = 0 for _ in pairs(s) do n = n + 1 end return n end
local a, b = new{1, 2, 3}, new{2, 3, 4} print(#(a + b), #(a * b), a * b <= a, a < a + b, a == b, a == new{3, 2, 1}, a ~= b)
--@ events: vectors
local V = {} V.__index = V local function vec(x, y) return setmetatable({x = x, y = y}, V) end V.__add = function(a, b) return vec(a.x + b.x, a.y + b.y) end V.__mul = function(a, b) if type(a) == "number" then return vec(a * b.x, a * b.y) elseif type(b) == "number" then return b * a end return a.x * b.x + a.y * b.y end V.__unm = function(a) return vec(-a.x, -a.y) end V.__eq = function(a, b) return a.x == b.x and a.y == b.y end V.__tostring = function(a) return "(" .. a.x .. "," .. a.y .. ")" end V.__call = function(self, k) return self[k] end print(tostring(vec(1, 2) + vec(3, 4)), tostring(2 * vec(1, 2)), tostring(vec(1, 2) * 2), vec(1, 2) * vec(3, 4), tostring(-vec(1, 2)), vec(1, 2) == vec(1, 2), vec(5, 6)("x"))
--@ events: index with rawset memoizes
local n = 0 local sq = setmetatable({}, {__index = function(t, k) n = n + 1 local v = k * k rawset(t, k, v) return v end}) print(sq[4], sq[4], sq[5], n)
--@ events: concat groups to the right
local log = {} local mt = {__concat = function(a, b) log[#log + 1] = (type(a) == "table" and "T" or a) .. "." .. (type(b) == "table" and "T" or b) return "R" end} local o = setmetatable({}, mt) print("a" .. "b" .. o .. "c" .. "d") print(table.concat(log, " "))
--@ events: eq only for two tables
local mt = {__eq = function() return true end} local a, b = setmetatable({}, mt), setmetatable({}, mt) print(a == b, a == 1, a == "x", a == nil, a ~= b, a == {}, {} == a) local t = {[a] = "a"} print(t[b], t[a])
--@ events: lt with mixed types
local mt = {__lt = function(a, b) return tostring(type(a)) < tostring(type(b)) end} local o = setmetatable({}, mt) print(o < 1, 1 < o, o < "s", "s" < o, o > nil, pcall(function() return o <= 1 end))
--@ events: call with many arguments and as method
local f = setmetatable({}, {__call = function(self, ...) return select("#", ...) end}) print(f(), f(nil, nil), f(table.unpack({}, 1, 50))) local o = {m = f} print(o:m(1, 2), o.m(1, 2)) print(pcall(f, 1), select("#", f(1)))
--@ events: metamethods that are callable tables
local callable = setmetatable({}, {__call = function(self, a, b) return "called" end}) local o = setmetatable({}, {__add = callable, __index = callable, __len = callable, __eq = callable, __concat = callable, __unm = callable}) print(o + 1, #o, o .. "x", -o) print(pcall(function() return o.x end))
--@ events: tostring in library functions
local o = setmetatable({}, {__tostring = function() return "OBJ" end}) print(tostring(o), ("%s"):format(o), ("%5s|"):format(o), #tostring(o)) print(pcall(table.concat, {o})) print(pcall(function() return "a" .. o end))
--@ events: name in messages of library functions
local o = setmetatable({}, {__name = "Point"}) print(pcall(string.len, o)) print(pcall(math.floor, o)) print(pcall(ipairs)) print(pcall(function() return o .. "x" end)) print(pcall(function() return #o < 1 end)) print(pcall(function() return o < o end)) print(pcall(function() o() end)) print(pcall(function() return o.x.y end))
--@ events: metatables with weird fields
print(pcall(function() return setmetatable({}, {__index = 5}).x end)) print(pcall(function() setmetatable({}, {__newindex = "s"}).x = 1 end)) print(pcall(function() return setmetatable({}, {__add = 1}) + 1 end)) print(pcall(function() return setmetatable({}, {__call = "s"})() end)) print(setmetatable({}, {__index = "str"}).len == string.len)
--@ goto: state machine
local s, i, out = "aab", 1, {} ::start:: if i > #s then goto finish end if s:sub(i, i) == "a" then goto seen_a else goto seen_b end ::seen_a:: out[#out + 1] = "A" i = i + 1 goto start ::seen_b:: out[#out + 1] = "B" i = i + 1 goto start ::finish:: print(table.concat(out))
--@ goto: labels at the end of blocks
do local x = 1 goto e local y = 2 ::e:: end for i = 1, 2 do local z if i == 1 then goto e end z = i print(z) ::e:: end while true do do goto out end end ::out:: print("ok")
--@ goto: into sibling loops is refused
print(load("for i = 1, 2 do ::a:: end goto a")) print(load("goto a; do ::a:: end")) print(load("local x; goto a; local y; ::a:: y = 1")) print(load("if x then goto a end local y ::a::")) print(load("if x then goto a end local y ::a:: ;")) print(load("if x then goto a end local y ::a:: return")) print(load("repeat if x then goto c end local y ::c:: until x")) print(load("repeat if x then goto c end local y ::c:: until y"))
--@ goto: backwards over locals
local n = 0 ::again:: local a = n n = n + 1 if n < 3 then goto again end print(a, n)
--@ goto: nested functions do not see labels
print(load("::a:: local f = function() goto a end")) print(load("goto f; local f = function() ::f:: end"))
--@ goto: break in repeat and nested loops
repeat if true then break end until false for i = 1, 2 do repeat for j = 1, 2 do if j == 2 then break end end break until false end print(pcall(load, "break")) print(load("if x then break end")) print(load("for i = 1, 2 do end break"))
--@ literals: escapes in patterns and formats
print(("a.b"):gsub("%.", "\\"), ("%5.2f\t|"):format(1.005), "\65\066\x43\u{44}", '\'', "\"", '"', "'", "tab\tend", "nul\0end" == "nul\000end")
--@ literals: line continuation and z
print("one\
two", "a\z
       b\z

       c", 'x\z y')
--@ literals: integers that become floats
print(9223372036854775807, 9223372036854775808, -9223372036854775808, -9223372036854775809, 0x7fffffffffffffff, 0x8000000000000000, 0xfffffffffffffffff, 1e1, 1E+2, 0x1P2)
--@ literals: float texts
for _, s in ipairs {"1.", ".1", "1.e1", "1e-1", "0x1.8", "0x.8p1", "0xAp-1", "1E5", "00.100", "1e0005", "123456789.987654321", "0x1p+3", "1e308", "0.1e-6"} do print(s, load("return " .. s)()) end
--@ literals: malformed numbers
for _, s in ipairs {"1e", "0x", "1..2", "1.1.1", "0x1p", "1a", "0xg", "1e+", "1ee1", "0x1.p", "1_0", "3x", "0b1", "08x"} do print(s, load("return " .. s)) end
--@ literals: long brackets of all levels
print([==[a]=]b]==], [[x]], [=[[[]]]=], #[[

]], [[a
]] == "a\n") print(load("return [==[abc]=]")) print(load("return [=a")) print(load("--[==[ \n ]=] "))
--@ literals: comments everywhere
local--[[c]]x--[==[d]==]=--e
1--f
print(x--[[g]]) print--[[h]](2) --[[i]] --[[j]] print(3)
--@ literals: reserved words as fields
local t = {["end"] = 1, ["and"] = 2} t["nil"] = 3 print(t["end"], t["and"], t["nil"]) print(load("t.end = 1")) print(load("local t = {end = 1}")) print(load("t:end()")) print(load("goto = 1"))
--@ literals: messages quote the token
print(load("x = 'unclosed")) print(load('x = "a\\qb"')) print(load("x = 0x1g")) print(load("x = \"\\u{FFFFFFFFF}\"")) print(load("x = y z")) print(load("x = ~= 1")) print(load("x = <<")) print(load("a = ...b")) print(load("x = \"line\n\"")) print(load("return 'a' 'b' 'c'")) print(load("x = 5 5")) print(load("= 5")) print(load("x = 'very long string that goes on and on and on and on and on and on and on and on' 5"))
--@ locals: attribs in nested blocks
local a <const> = 1 do local a <const> = 2 print(a) do local a = 3 a = 4 print(a) end end print(a) local t <const> = {} t.x = 1 print(t.x) print(load("local a <const> = 1; do a = 2 end")) print(load("local a <const> = 1; a.b = 2")) print(load("local a <const> = 1; for a = 1, 2 do a = 3 end"))
--@ locals: close handlers run in reverse and see the error
local log = {} local function c(n) return setmetatable({}, {__close = function(o, e) log[#log + 1] = n .. "=" .. tostring(e) end}) end local ok, e = pcall(function() local a <close> = c"a" do local b <close> = c"b" end local d <close> = c"d" local x = nil + 1 end) print(ok, e, table.concat(log, " "))
--@ locals: close in coroutines
local function c(n) return setmetatable({}, {__close = function() print("close " .. n) end}) end local co = coroutine.wrap(function() local a <close> = c"a" for i = 1, 2 do local b <close> = c("b" .. i) coroutine.yield(i) end return "end" end) print(co()) print(co()) print(co())
--@ locals: close changes nothing in results
local function f() local x = 1 local c <close> = setmetatable({}, {__close = function() x = 2 end}) return x end print(f()) local function g() local t = {} local c <close> = setmetatable({}, {__close = function() t[1] = "late" end}) return t end print(g()[1])
--@ locals: close that raises in loops
local n = 0 for i = 1, 3 do local ok, e = pcall(function() local c <close> = setmetatable({}, {__close = function() error("c" .. i, 0) end}) n = n + 1 end) print(ok, e) end print(n)
--@ locals: close with break out of several
local function c(n) return setmetatable({}, {__close = function() print("close", n) end}) end for i = 1, 2 do local a <close> = c("a" .. i) for j = 1, 2 do local b <close> = c("b" .. j) if j == 2 then break end end if i == 1 then goto cont end do local d <close> = c("d") end ::cont:: end
--@ locals: value of close variables
local c <close> = nil print(c) local d <close> = false print(d) print(pcall(function() local e <close> = 0 end)) print(pcall(function() local e <close> = "" end)) print(pcall(function() local a, b <close> = 1, true end))
--@ locals: error positions of non closable values
print(pcall(function()
  local x <close> =
    {}
end)) print(pcall(function() for k in pairs({}), nil, nil, {} do end end)) print(pcall(function() for k in next, {}, nil, 1 do end end))
--@ nextvar: length with a border
local t = {} for i = 1, 16 do t[i] = i assert(#t == i) end for i = 16, 1, -1 do t[i] = nil assert(#t == i - 1) end print("ok") t = {1, 2, 3} t[#t + 1] = 4 t[#t + 1] = 5 print(#t) t[#t] = nil print(#t)
--@ nextvar: tables with text keys that look like numbers
local t = {["1"] = "text", [1] = "integer", ["1.0"] = "float text"} print(t["1"], t[1], t[1.0], t["1.0"]) t["2"] = 1 print(t[2], #t)
--@ nextvar: ipairs sees additions and stops at removal
local t = {1, 2, 3} local n = 0 for i, v in ipairs(t) do n = n + 1 if i == 1 then t[4] = 4 end end print(n) for i, v in ipairs(t) do t[i + 1] = nil end print(#t)
--@ nextvar: pairs over an array with a hole counts all
local t = {1, 2, nil, 4, nil, 6} local n = 0 for k, v in pairs(t) do n = n + 1 end print(n) t[2] = nil n = 0 for k in pairs(t) do n = n + 1 end print(n)
--@ nextvar: large sparse keys
local t = {} for i = 0, 60 do t[1 << i] = i end local s = 0 for k, v in pairs(t) do s = s + v end print(s, t[1], t[1 << 60], t[3])
--@ nextvar: nil values in constructors and assignments
local t = {a = nil, b = 1} local n = 0 for k in pairs(t) do n = n + 1 end print(n) t.b = nil print(next(t)) t[1] = nil print(next(t), #t)
--@ nextvar: tables hold functions and themselves
local t = {} t.self = t t[t] = t print(t.self.self[t] == t, t[t.self] == t) t.f = function(s) return s.self == s end print(t:f())
--@ nextvar: numeric keys normalised
local t = {} t[1e0] = 1 t[2^1] = 2 t[3 // 1.0] = 3 t["4" + 0] = 4 t[-0.0] = 0 print(#t, t[0], t[1], t[2], t[3], t[4]) for i, v in ipairs(t) do io = math.type(i) end print(io) t[0/0 == 0/0 and 1 or 5] = 5 print(#t)
--@ nextvar: next after changes to existing keys
local t = {} for i = 1, 100 do t["k" .. i] = i end local n = 0 local k, v = next(t) while k do n = n + v t[k] = v + 1 k, v = next(t, k) end print(n)
--@ vararg: nil in the middle and at the end
local function f(...) local t = table.pack(...) return t.n, t[1], t[t.n] end print(f(nil, 1, nil)) print(f()) print(f(nil)) print(select("#", (function(...) return ... end)(nil, nil, nil)))
--@ vararg: passed through several functions
local function a(...) return ... end local function b(...) return a(1, ...) end local function c(...) return b(..., 2) end print(c(10, 20)) print((c(10, 20))) print(#{c(10, 20)}, #{c(10, 20), 1})
--@ vararg: in expressions
local function sum(...) local s = 0 for _, v in ipairs({...}) do s = s + v end return s end print(sum(), sum(1), sum(1, 2, 3)) local function first(...) return ... or "none" end print(first(nil), first(5, 6), first()) print((function(...) return ... == nil, #{...} end)(nil, 1))
--@ vararg: unpack with bounds
local t = {1, 2, 3} print(table.unpack(t, 2)) print(table.unpack(t, 0, 1)) print(table.unpack(t, 3, 2)) print(table.unpack(t, -1, 1)) print((table.unpack(t))) print(table.unpack({n = 3, 1}, 1, 3))
--@ literals: integers just out of range
print(tonumber("-9223372036854775808"), tonumber("-92233720368547758083"), tonumber("-92233720368547758080"), tonumber("9223372036854775807"), tonumber("92233720368547758070"), -9223372036854775808, -92233720368547758083)
--@ errors: constants that decide nothing leave the names of variables
local b, d = 1, nil
print(pcall(function() (255 and b):upper() end))
print(pcall(function() return (3.0 and d) ^ 2 end))
print(pcall(function() return (nil or d) .. "x" end))
print(pcall(function() return (false or nil or b).x.y end))
print(pcall(function() return ("x" and math.huge):upper() end))
print(pcall(function() return (b and d) + 1 end))
print(pcall(function() return (d or b).x.y end))
print(select("#", 1 and (function() return 1, 2 end)()), select("#", nil or (function() return 1, 2 end)()))
