--@ calls: types of values
print(type(nil), type(true), type(1), type(1.5), type("x"), type({}), type(print), type(coroutine.create(print)))
--@ calls: type without argument
print(pcall(type))
print(pcall(type, nil))
--@ math: integer and float subtypes
print(math.type(1), math.type(1.0), math.type("1"), math.type(nil), math.type({}))
print(pcall(math.type))
--@ math: floats print with a point
print(1.0, -0.0, 100.0, 1e15, 1e14, 1e16, 1e100, 123456789012345.0, 2^53, 2^63)
--@ math: infinities and nan
print(1/0, -1/0, math.huge, -math.huge)
local nan = 0/0
print(nan == nan, nan ~= nan, nan < nan, nan > 1, nan <= 1)
print(tostring(nan):gsub("-", ""))
--@ math: wrap around at 64 bits
print(math.maxinteger + 1 == math.mininteger, math.mininteger - 1 == math.maxinteger)
print(math.maxinteger * 2, math.mininteger * -1, -math.mininteger, math.maxinteger * math.maxinteger)
print(9223372036854775807 + 1, -9223372036854775808, math.mininteger // -1, math.mininteger % -1)
--@ nextvar: float keys become integer keys
local t = {}
t[1.0] = "a" t[2] = "b" t[2^53] = "c"
print(t[1], t[2.0], t[2^53 | 0], next({[3.0] = 1}), math.type(next({[3.0] = 1})))
--@ nextvar: nan and nil as keys
local t = {}
print(pcall(function() t[nil] = 1 end))
print(pcall(function() t[0/0] = 1 end))
print(t[nil], t[0/0])
print(pcall(rawset, t, nil, 1))
print(pcall(rawset, t, 0/0, 1))
print(pcall(function() return {[nil] = 1} end))
--@ strings: strings hold any byte
local s = "a\0b\255c"
print(#s, s:byte(1, -1))
print(s == "a\0b\255c", s < "a\0b\255d", "a\0" > "a")
--@ events: metatables are shared or hidden
local t = setmetatable({}, {__metatable = "locked"})
print(getmetatable(t), pcall(setmetatable, t, {}))
print(getmetatable("abc").__index == string, getmetatable(1), getmetatable(nil), getmetatable(print))
--@ events: setmetatable arguments
print(pcall(setmetatable, 1, {}))
print(pcall(setmetatable, {}))
print(pcall(setmetatable, {}, 1))
local t = {}
print(setmetatable(t, nil) == t, getmetatable(t), pcall(getmetatable))
--@ events: arithmetic metamethods
local log = {}
local mt = {}
for _, name in ipairs {"add", "sub", "mul", "div", "mod", "pow", "idiv", "band", "bor", "bxor", "shl", "shr"} do
  mt["__" .. name] = function(a, b)
    return name .. "(" .. (type(a) == "table" and "obj" or tostring(a)) .. "," .. (type(b) == "table" and "obj" or tostring(b)) .. ")"
  end
end
local o = setmetatable({}, mt)
print(o + 1, 1 + o, o - 2, 2 - o, o * 3, 3 * o, o / 4, 4 / o)
print(o % 5, 5 % o, o ^ 6, 6 ^ o, o // 7, 7 // o)
print(o & 8, 8 & o, o | 9, 9 | o, o ~ 10, 10 ~ o, o << 11, 11 << o, o >> 12, 12 >> o)
print("s" + o, o .. "" == nil, pcall(function() return o .. "x" end))
--@ events: arithmetic with constants both sides
local mt = {__add = function(a, b) return "add" end, __sub = function(a, b) return type(a) .. type(b) end}
local o = setmetatable({}, mt)
print(o + 1, 1 + o, o + 1.5, 1.5 + o, o - "a", nil == (pcall(function() return nil - o end)))
print(pcall(function() return nil + o end), pcall(function() return o - nil end))
--@ events: unary metamethods get the operand twice
local mt = {}
mt.__unm = function(a, b) return rawequal(a, b) and "unm" end
mt.__bnot = function(a, b) return rawequal(a, b) and "bnot" end
mt.__len = function(a, b) return 42 end
local o = setmetatable({}, mt)
print(-o, ~o, #o)
--@ events: concat
local mt = {__concat = function(a, b)
  local function s(x) return type(x) == "table" and "<" .. x.n .. ">" or tostring(x) end
  return s(a) .. "+" .. s(b)
end}
local a, b = setmetatable({n = "a"}, mt), setmetatable({n = "b"}, mt)
print(a .. b, a .. 1, 1 .. a, "x" .. a, a .. "y", "x" .. a .. "y", 1 .. 2 .. a .. 3 .. 4, a .. b .. "z")
--@ events: index chains
local base = {x = 1, y = 2}
local mid = setmetatable({y = 3}, {__index = base})
local top = setmetatable({}, {__index = mid})
print(top.x, top.y, top.z, rawget(top, "x"))
local f = setmetatable({}, {__index = function(t, k) return k .. "!", "dropped" end})
print(f.a, f[1], (f.b))
--@ events: newindex chains
local log = {}
local store = {}
local t = setmetatable({}, {__newindex = store})
t.a = 1
print(rawget(t, "a"), store.a)
local u = setmetatable({}, {__newindex = function(t, k, v) rawset(t, k, v .. "?") end})
u.b = "x" u.b = "y"
print(u.b)
local v = setmetatable({}, {__newindex = t})
v.c = 5
print(rawget(v, "c"), rawget(t, "c"), store.c)
--@ events: newindex on existing keys is not called
local calls = 0
local t = setmetatable({k = 1}, {__newindex = function(t, k, v) calls = calls + 1 rawset(t, k, v) end})
t.k = 2 t.k = nil t.k = 3 t.k = 4
print(calls, t.k)
--@ events: call
local mt = {__call = function(self, ...) return select("#", ...), self.n, ... end}
local o = setmetatable({n = "o"}, mt)
print(o(), o(nil), o(1, 2, 3))
print(pcall(o, 5))
local p = setmetatable({}, {__call = o})
print(select("#", p(1)), p(1) )
--@ events: call of a call of a call
local f = setmetatable({}, {__call = function(self, a) return "end", a end})
local g = setmetatable({}, {__call = f})
local h = setmetatable({}, {__call = g})
print(h("x") == "end", select(2, h("x")) == g)
print(pcall(setmetatable({}, {__call = 1})))
--@ events: eq
local calls = 0
local mt = {__eq = function(a, b) calls = calls + 1 return a.v == b.v end}
local a, b, c = setmetatable({v = 1}, mt), setmetatable({v = 1}, mt), setmetatable({v = 2}, mt)
print(a == b, a ~= b, a == c, a == a, a == 1, a == {v = 1}, rawequal(a, b), calls)
local d = setmetatable({v = 1}, {__eq = function() return "truthy" end})
print(d == {v = 3}, {} == d, d == "x")
--@ events: lt and le
local mt = {__lt = function(a, b) return (a.v or a) < (b.v or b) end, __le = function(a, b) return (a.v or a) <= (b.v or b) end}
local a, b = setmetatable({v = 1}, mt), setmetatable({v = 2}, mt)
print(a < b, a > b, a <= b, a >= b, not (a < b))
local mix = setmetatable({}, {__lt = function(a, b) return type(a) .. type(b) end, __le = function() return nil end})
print(mix < 1, 1 < mix, mix > "x", mix <= 1, 1 >= mix)
--@ events: le does not fall back to lt
local o = setmetatable({}, {__lt = function() return true end})
print(o < o, pcall(function() return o <= o end))
--@ events: comparison results become booleans
local o = setmetatable({}, {__lt = function() return 1 end, __le = function() end, __eq = function() return "no" end})
local p = setmetatable({}, getmetatable(o))
print(o < p, o <= p, o == p, o ~= p, o > p, o >= p)
--@ events: len
print(#setmetatable({}, {__len = function() return "long" end}))
print(pcall(function() return #setmetatable({}, {__len = function() error("no") end}) end))
print(pcall(function() return #5 end))
--@ events: tostring and name
print(tostring(setmetatable({}, {__tostring = function() return "me" end})))
print(pcall(tostring, setmetatable({}, {__tostring = function() return 1 end})))
print((tostring(setmetatable({}, {__name = "My.Type"})):gsub("0x%x+", "ADDR")))
print(pcall(tostring))
print(pcall(function() return setmetatable({}, {__name = "My.Type"}) + 1 end))
--@ events: pairs
local t = setmetatable({}, {__pairs = function(t) return function(_, k) k = (k or 0) + 1 if k < 4 then return k, k * k end end, t, nil, "dropped" end})
for k, v in pairs(t) do print(k, v) end
print(select("#", pairs(t)))
--@ events: metamethods are found raw
local meta = setmetatable({}, {__index = {__add = function() return "found" end}})
local o = setmetatable({}, meta)
print(pcall(function() return o + 1 end))
--@ events: index on values without
print(pcall(function() local x = nil return x.y end))
print(pcall(function() local x = true return x.y end))
print(pcall(function() local x = 5 return x.y end))
print(("x").y, ("x").len == string.len)
print(pcall(function() local s = "x" s.y = 1 end))
--@ events: string arithmetic through the metatable
print("10" + 5, "0x10" * "2", "3" ^ 2, -"2", "7" // 2, "7" % "4", "1e1" + 0)
print(pcall(function() return "a" + 1 end))
print(pcall(function() return 1 + {} end))
print(pcall(function() return "a" + {} end))
print(math.type("10" + 5), math.type("10.0" + 5), math.type("10" / 5))
--@ events: index function of strings may be added
string.shout = function(s) return s:upper() .. "!" end
print(("hey"):shout())
getmetatable("").__index = function(s, i) return string.sub(s, i, i) end
print(("hey")[2])
--@ events: loop in index
local a, b = {}, {}
setmetatable(a, {__index = b}) setmetatable(b, {__index = a})
print(pcall(function() return a.x end))
setmetatable(a, {__newindex = b}) setmetatable(b, {__newindex = a})
print(pcall(function() a.x = 1 end))
--@ events: gc is accepted and close metamethod seen
local t = setmetatable({}, {__gc = true, __mode = "k"})
print(getmetatable(t).__mode)
--@ events: inheritance
local Animal = {} Animal.__index = Animal
function Animal.new(n) return setmetatable({name = n}, Animal) end
function Animal:speak() return self.name .. " makes a sound" end
local Dog = setmetatable({}, {__index = Animal}) Dog.__index = Dog
function Dog.new(n) return setmetatable(Animal.new(n), Dog) end
function Dog:speak() return Animal.speak(self) .. ": woof" end
print(Animal.new("cat"):speak(), Dog.new("rex"):speak())
--@ events: method call through index function
local o = setmetatable({}, {__index = function(t, k) return function(self, a) return k, self == t, a end end})
print(o:foo(1))
print(o.bar(o, 2))
--@ events: env as table with metatable
local seen = {}
local _ENV = setmetatable({}, {__index = function(_, k) return "g:" .. k end, __newindex = function(_, k, v) seen[k] = v end})
local a = x
y = 5
local p = seen.y
_ENV = {print = _ENV}
seen.done = {a, p}
local r = seen.done
return r
--@ events: env replaced
local print = print
local function f() local _ENV = {a = 10} return a, b end
print(f())
a = 3
print(_ENV.a, _G.a, _ENV == _G)
--@ events: env as parameter and upvalue
local function run(_ENV) x = 1 return function() x = x + 1 return x end end
local env = {}
local f = run(env)
print(f(), f(), env.x, x)
--@ events: env set to nil
local function f() local _ENV = nil return x end
print(pcall(f))
local function g() local _ENV = 5 x = 1 end
print(pcall(g))
--@ errors: error values of any type
print(pcall(error, nil))
print(pcall(error, 1))
print(pcall(error, true))
print(select("#", pcall(error)))
local t = {}
print(select(2, pcall(error, t)) == t)
--@ errors: error levels
local function f() error("one", 1) end
local function g() error("two", 2) end
local function h() error("zero", 0) end
print(pcall(f)) print(pcall(function() g() end)) print(pcall(h))
print(pcall(function()
  g()
end))
--@ errors: error level beyond the stack
local function g() error("three", 3) end
local function f() g() end
print(pcall(function() f() end))
print(pcall(error, "far", 50))
--@ errors: xpcall handler gets the value and answers
print(xpcall(function() error("x") end, function(m) return "<" .. m .. ">" end))
print(xpcall(function() error({1}) end, function(m) return type(m), "dropped" end))
print(xpcall(function(...) return ... end, print, 1, 2, nil))
--@ errors: xpcall without handler
print(pcall(xpcall, print))
print(pcall(xpcall))
print(pcall(pcall))
--@ errors: nested pcall
print(pcall(pcall, error, "x"))
print(pcall(pcall))
print(pcall(function() local ok, m = pcall(error, "in") error("out:" .. m, 0) end))
--@ errors: error in the message handler
print(xpcall(function() error("a") end, function(m) return m .. "!" end))
local depth = 0
print(xpcall(function() error("a", 0) end, function(m) depth = depth + 1 if depth < 3 then error("again", 0) end return "got " .. m end))
--@ coroutine: main and running
local co, main = coroutine.running()
print(type(co), type(main), coroutine.status(co))
--@ closure: scopes and upvalues
local x = 1
local function get() return x end
do local x = 2 print(x, get()) end
x = 3
print(get())
--@ closure: fresh local in each turn
local fs = {}
for i = 1, 3 do local j = i * 10 fs[i] = function() i = i + 1 j = j + 1 return i, j end end
print(fs[1]()) print(fs[1]()) print(fs[2]()) print(fs[3]())
--@ closure: while and repeat make fresh locals
local fs, i = {}, 0
while i < 3 do i = i + 1 local k = i fs[#fs + 1] = function() k = k + 1 return k end end
print(fs[1](), fs[1](), fs[2](), fs[3]())
local j = 0
repeat local k = j fs[j] = function() return k end j = j + 1 until k >= 2
print(fs[0](), fs[1](), fs[2]())
--@ closure: shared upvalues
local function pair() local n = 0 return function() n = n + 1 return n end, function() return n end end
local inc, get = pair()
inc() inc()
local inc2, get2 = pair()
inc2()
print(get(), get2())
--@ closure: upvalue through several levels
local a = 1
local function f() local b = 2 return function() local c = 3 return function() a = a + 1 b = b + 1 c = c + 1 return a, b, c end end end
local g = f()
local h, k = g(), g()
print(h()) print(k()) print(h())
--@ closure: recursive local function
local function fact(n) if n == 0 then return 1 end return n * fact(n - 1) end
print(fact(20), fact(21), fact(25.0))
local fib = function(n) return n end
local fib = function(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
print(fib(10))
--@ closure: parameters are captured
local function make(a, b, ...) local rest = {...} return function() a = a + 1 return a, b, rest[1] end end
local f = make(1, 2, 3)
print(f()) print(f())
--@ closure: loop variable changed in the body does not change the loop
for i = 1, 3 do local j = i i = i * 10 print(j, i) end
--@ closure: goto continue closes the captured local
local fs = {}
do
  local i = 1
  ::top::
  local v = i
  fs[i] = function() v = v + 100 return v end
  i = i + 1
  if i <= 3 then goto top end
end
print(fs[1](), fs[2](), fs[3](), fs[1]())
--@ nextvar: globals live in the table _G
x = 10
print(_G.x, _G["x"], rawget(_G, "x"), _G._G == _G)
_G.y = 5
print(y)
y = nil
print(rawget(_G, "y"), next({}, nil))
--@ nextvar: names in the global table
local names = {}
for k, v in pairs(_G) do if type(v) ~= "table" then names[#names + 1] = k end end
table.sort(names)
print(table.concat(names, " "), _VERSION)
--@ nextvar: names in the libraries
for _, lib in ipairs {"string", "table", "math", "utf8", "coroutine", "os"} do
  local names = {}
  for k in pairs(_G[lib]) do names[#names + 1] = k end
  table.sort(names)
  print(lib, table.concat(names, " "))
end
