--@ literals: decimal and hexadecimal integers
print(3, 345, 0xff, 0xBEBADA, 0XA, 0x7fffffffffffffff, 0xffffffffffffffff, 0x1ffffffffffffffff)
print(9223372036854775807, 9223372036854775808, 18446744073709551616, 00012)
--@ literals: floats
print(3.0, 3.1416, 314.16e-2, 0.31416E1, 34e1, .5, 5., 5.e2, 1e+2, 0e12, 3e0)
print(0x0.1E, 0xA23p-4, 0X1.921FB54442D18P+1, 0x.8, 0x8., 0xap1, 0x1p-1074)
--@ literals: limits of floats
print(1e308, 1e309, -1e309, 5e-324, 2e-324, 1.7976931348623157e308, 2.2250738585072014e-308)
print(0.1, 0.2, 0.1 + 0.2, 1/3, 100/3, 1e-5, 123e-7, 1e5, 12345678901234567890)
--@ literals: numeral glued to a name
print(load("return 3x"))
print(load("return 0x"))
print(load("return 0xg"))
print(load("return 1e"))
print(load("return 1e+"))
print(load("return 1..2"))
print(load("return 1.2.3"))
print(load("return 0x1p"))
print(load("return 08, 1e01"))
--@ literals: short strings and escapes
print("a\tb\\\"\'\
c", 'it\'s "x"', "\a\b\f\v" == "\7\8\12\11")
print("\x41\x7a\65\122\0649", #"\0\00\000", "\z
      joined", "a\z   b")
print(#"\r\n", "\u{41}\u{e9}\u{20AC}\u{10FFFF}", #"\u{7FFFFFFF}", ("\u{7FFFFFFF}"):byte(1, -1))
--@ literals: long strings
print([[a
b]], [==[]]]=]]==], [[
skips first newline]], #[[

]], [=[\n]=])
--@ literals: carriage returns in long strings
local f = load("return [[a\r\nb\rc\n\rd\n\ne]]")
print(f():byte(1, -1))
print(load("return '\\\r\n', '\\\n\r', '\\\r'")())
--@ literals: comments
print(1) -- to the end
--[[ long
comment ]] print(2) --[==[ with ]] inside
]==] print(3)
--[ not long
--[=not long either
print(4)
--@ literals: unfinished things
print(load("x = 'abc"))
print(load("x = 'abc\ndef'"))
print(load("x = [[abc"))
print(load("x = [=[abc]]"))
print(load("--[[abc"))
print(load("x = [=abc"))
print(load("x = \"abc"))
print(load("\n\nx = [[a\n\nb"))
--@ literals: bad escapes
print(load([[x = "\q"]]))
print(load([[x = "\300"]]))
print(load([[x = "\xg0"]]))
print(load([[x = "\x1"]]))
print(load([[x = "\u{110000000}"]]))
print(load([[x = "\u{}"]]))
print(load([[x = "\u41"]]))
print(load([[x = "\u{41"]]))
print(load([[x = "\]]))
print(load([[x = "abc \999 def"]]))
--@ literals: strange characters
print(load("x = @"))
print(load("x = $1"))
print(load("x = 1 ! 2"))
print(load("\1"))
print(load("x = `a`"))
print(load("é = 1"))
print(load("x = \127"))
print(load("a ? b"))
--@ literals: line of a message counts all line ends
print(load("\n\r\n\r\n\nx ="))
print(load("\n\nx = 1 1"))
print(load("-- c\n--[[\n\n]]\nx = = 1"))
--@ literals: numbers as text and back
for _, s in ipairs {"10", " 10 ", "0x10", "1e1", "0x1p4", "10a", "", " ", "0x", "1e", ".5", "5.", ".", "-1", "+1", "- 1", "--1", "1 2", "inf", "nan", "0x.p1", "1e400", "\t7\n", "1_000"} do
  io = tonumber(s) print(("%q"):format(s), io, math.type(io))
end
--@ literals: names
local _, _a, A1, and_, End = 1, 2, 3, 4, 5
print(_, _a, A1, and_, End)
print(load("local end = 1"))
print(load("and = 1"))
print(load("local goto = 1"))
--@ literals: near what
print(load("x = "))
print(load("x = 'str' 'str2'"))
print(load("for"))
print(load("x = [[a]] [[b]]"))
print(load("x = 12.5e3 y"))
print(load("return return"))
print(load("x ==== y"))
print(load("a.1 = 2"))
print(load("x = }"))
print(load("x = 'a\\nb' 5"))
--@ literals: semicolons and empty statements
;;; print(1); ; print(2);;
do ; end
return;
--@ literals: first line with a hash
print(load("# comment\nreturn 1"))
--@ literals: adjacent tokens
local a=1 local b=a+-1 print(a..b,a-b,- -a,a- -b,not nil==true,2^-1,a<b,a<=b,a~=b,a//1,1//2,~5,5~3,a>>0,1<<2)
print(- - -2, not not nil, -"2", ~~5, -2^2, 2^3^2, -2 ^ -2)
--@ constructs: precedence
print(2 + 3 * 4 ^ 2 / 8 - 1, (2 + 3) * 4, 7 // 2 * 2 + 7 % 2)
print(1 .. 2 .. 3, "a" .. 1 + 2, 2 * 3 .. "", -2 .. "")
print(1 | 2 & 3 ~ 4 << 1, 5 & 3 == 1 and true or 5 & (3), 1 << 2 + 1, ~0 >> 60, 3 ~ 5 & 6)
print(1 < 2 == true, not 1 == 2, not (1 == 2), #"abc" + 1, -3 % 5, -(3 % 5), 2 ^ 2 % 3)
print("a" < "b" and "b" < "c", nil or false, false and nil, nil and 1 or 2, 1 and 2 or 3, false or nil)
print(pcall(load'return 2 << 1 .. ""'), 1 .. 2 == "12", 10 .. "" < "2")
--@ constructs: associativity
print(8 - 3 - 2, 64 / 4 / 2, 2 ^ 2 ^ 3, 100 // 7 // 2, 17 % 10 % 4, 256 >> 2 >> 1, 1 << 1 << 1)
--@ constructs: and or give operands
print(nil and 1, false and 1, 0 and 1, "" and 1, nil or 1, false or nil, 1 or error("x"), nil and error("x"))
local function f(...) return ... end
print(f(1, 2) and f(3, 4), f() or f(5, 6), (f(1, 2)), f(nil) == nil)
--@ constructs: relational operators on different types
print(1 == 1.0, "1" == 1, 0 == -0, 0.0 == -0.0, 1 < 1.5, "a" < "b", "a" < "B", "" < "a", "a" < "aa", "Z" < "a")
for _, p in ipairs {{1, "2"}, {"1", 2}, {{}, {}}, {nil, 1}, {true, false}, {print, print}, {{}, 1}, {"x", nil}} do
  print(select(2, pcall(function() return p[1] < p[2] end)))
  print(select(2, pcall(function() return p[1] >= p[2] end)))
end
--@ constructs: if chains
local function f(x) if x == 1 then return "one" elseif x == 2 then return "two" elseif x then return "other" else return "none" end end
print(f(1), f(2), f(3), f(nil), f(false), f(0), f(""))
--@ constructs: while with break
local i = 0
while true do i = i + 1 if i > 5 then break end end
print(i)
while i < 3 do error("no") end
while i > 0 do i = i - 1 if i % 2 == 0 then goto continue end io = i ::continue:: end
print(i, io)
--@ constructs: repeat sees its locals
local n = 0
repeat local done = n >= 3 n = n + 1 until done
print(n)
repeat local x = 1 until x == 1
--@ constructs: numeric for
for i = 1, 3 do io = (io or "") .. i end print(io)
for i = 3, 1 do error("no") end
for i = 3, 1, -1 do print(i) end
for i = 1, 2, 0.5 do print(i) end
for i = 1.0, 3 do print(i) end
for i = 10, 1, -4 do print(i) end
--@ constructs: numeric for does not overflow
for i = math.maxinteger - 2, math.maxinteger do print(i) end
for i = math.mininteger + 1, math.mininteger, -1 do print(i) end
for i = math.maxinteger, math.maxinteger + 1.0 do print(i) end
local n = 0 for i = math.mininteger, math.maxinteger, math.maxinteger do n = n + 1 end print(n)
--@ constructs: numeric for with float bounds
for i = 1, 3.9 do io = i end print(io)
for i = 3, 1.1, -1 do io = i end print(io)
for i = 1, math.huge do if i > 3 then break end io = i end print(io)
for i = -1, -math.huge, -1 do if i < -3 then break end io = i end print(io)
for i = 1, 0/0 do error("no") end
for i = 0.1, 0.35, 0.1 do print(i) end
for i = 1, -math.huge do error("no") end
--@ constructs: numeric for errors
print(pcall(function() for i = 1, 10, 0 do end end))
print(pcall(function() for i = 1.0, 10, 0 do end end))
print(pcall(function() for i = "a", 10 do end end))
print(pcall(function() for i = 1, {} do end end))
print(pcall(function() for i = 1, 10, "x" do end end))
print(pcall(function() for i = "1", 10 do end end))
print(pcall(function() for i = 1, "10" do end end))
print(pcall(function() for i = nil, 10 do end end))
print(pcall(function() for i = 1, 10, print do end end))
--@ constructs: generic for
local function range(n) return function(s, c) if c < s then return c + 1, c * 2 end end, n, 0 end
for i, d in range(4) do print(i, d) end
for k, v, x in pairs({a = 1}) do print(k, v, x) end
for i in function(s, c) if not c then return 1 end end do print(i) end
--@ constructs: generic for needs a function
print(pcall(function() for i in 5 do end end))
print(pcall(function() for i in nil do end end))
print(pcall(function() local t = {} for i in t do end end))
print(pcall(function() for i in pairs(nil) do end end))
print(pcall(function() for i in ipairs() do end end))
--@ constructs: generic for with call metamethod and closing value
local closed
local it = setmetatable({}, {__call = function(self, s, c) c = (c or 0) + 1 if c <= 3 then return c end end})
for i in it do io = i end print(io)
for i in it, nil, nil, setmetatable({}, {__close = function(_, e) closed = tostring(e) end}) do if i == 2 then break end end
print(closed)
--@ constructs: generic for closing value with error and return
local log = {}
local function closer(n) return setmetatable({}, {__close = function(_, e) log[#log + 1] = n .. ":" .. tostring(e) end}) end
local function it(s, c) c = c or 0 if c < 5 then return c + 1 end end
print(pcall(function() for i in it, nil, nil, closer("err") do if i == 3 then error("boom", 0) end end end))
local function f() for i in it, nil, nil, closer("ret") do if i == 3 then return i end end end
print(f())
for i in it, nil, nil, closer("goto") do if i == 2 then goto out end end
::out::
for i in it, nil, nil, closer("end") do end
print(table.concat(log, " "))
print(pcall(function() for i in it, nil, nil, 5 do end end))
--@ constructs: assignment evaluates before it assigns
local i, a = 3, {}
i, a[i] = i + 1, 20
print(i, a[3], a[4])
local x, y, z = 1, 2
x, y = y, x
print(x, y, z)
local t = {1, 2}
t[1], t[2] = t[2], t[1]
print(t[1], t[2])
--@ constructs: assignment adjusts
local function f() return 1, 2, 3 end
local a, b, c, d = f()
print(a, b, c, d)
a, b, c, d = 0, f()
print(a, b, c, d)
a, b, c, d = f(), 10
print(a, b, c, d)
a, b = (f())
print(a, b)
a, b, c = f(), f()
print(a, b, c)
--@ constructs: calls in lists
local function f(...) return ... end
print(f(1, 2), f(3, 4))
print((f(1, 2)), f(3, 4))
print(f(1, 2), (f(3, 4)))
print(({f(1, 2), f(3, 4)})[3], ({f(1, 2), f(3, 4)})[4])
--@ constructs: constructors
local function f() return 1, 2, 3 end
local t = {f(), f()}
print(#t)
t = {f(), (f())}
print(#t)
t = {x = 1, 2, [10] = 3, "b"; 4, ["y z"] = 5, [1.5] = 6, [true] = 7}
print(t.x, t[1], t[2], t[3], t[10], t["y z"], t[1.5], t[true])
print(#{n = f()}, #{f(), n = 1}, #{1, 2, nil}, #{nil}, #{[1] = 1})
print(#{f(), f(), f(),}, next({}), ({{{}}})[1][1][1])
--@ constructs: later field wins
local t = {1, 2, [1] = "x", [2] = "y"}
print(t[1], t[2])
t = {a = 1, a = 2}
print(t.a)
--@ constructs: long constructors
local parts = {}
for i = 1, 300 do parts[i] = tostring(i) end
local t = load("return {" .. table.concat(parts, ",") .. "}")()
print(#t, t[1], t[50], t[51], t[100], t[256], t[300])
local t = load("return {" .. table.concat(parts, ",") .. ", ...}")("a", "b")
print(#t, t[301], t[302])
--@ constructs: calls with string and table literals
local function f(x) return type(x) == "table" and #x or x end
print(f"a", f'b', f[[c]], f{1, 2}, (f){1}, f"x" .. "y")
local o = {m = function(self, x) return x end}
print(o:m"s", o:m{1}[1], ("%d"):format(3), #("x"):rep(3))
--@ constructs: chains of suffixes
local t = {f = function() return {g = {h = function(_, x) return {x} end}} end}
print(t.f().g:h(5)[1], t["f"]()["g"].h(nil, 6)[1])
--@ constructs: function names
local a = {b = {c = {}}}
function a.f(x) return x end
function a.b.c.g(x) return x * 2 end
function a.b.c:m(x) return self == a.b.c, x end
print(a.f(1), a.b.c.g(2), a.b.c:m(3))
function global(x) return x end
print(global(4), _G.global(5))
--@ vararg: select and table.pack
local function f(...) return select("#", ...), ... end
print(f()) print(f(nil)) print(f(1, nil, nil))
local function g(a, ...) local b, c = ... return a, b, c, select("#", ...) end
print(g(1, 2)) print(g()) print(g(1, 2, 3, 4))
--@ vararg: adjust to one
local function f(...) return (...) end
print(f(1, 2, 3), (f()))
local function g(...) local t = {..., "x"} return #t, t[1], t[2] end
print(g(1, 2, 3))
local function h(...) local t = {"x", ...} return #t end
print(h(1, 2, 3), h())
--@ vararg: main chunk
print(..., select("#", ...))
print(load("return ...")(1, 2, 3))
--@ vararg: outside of a vararg function
print(load("function f() return ... end"))
print(load("local f = function() return function(...) return ... end, ... end"))
--@ vararg: select edges
print(select(1, "a", "b"), select(2, "a", "b"), (select(-1, "a", "b")))
print(select(3, "a", "b"), select(-2, "a", "b"))
print(pcall(select, 0, 1), pcall(select, -3, 1, 2), pcall(select), pcall(select, "x"), pcall(select, 1.5))
print(select("2", "a", "b"), select(100))
print(select('#'), select('#', nil, nil))
--@ vararg: many values
local t = {}
for i = 1, 200 do t[i] = i end
local function count(...) return select("#", ...) end
print(count(table.unpack(t)), select(150, table.unpack(t)) , (math.max(table.unpack(t))))
--@ vararg: changed arguments
local function f(a, ...) a = 5 local b = {...} b[1] = "z" return a, ... end
print(f(1, 2, 3))
--@ calls: tail calls do not grow the stack
local function loop(n) if n == 0 then return "done" end return loop(n - 1) end
print(loop(100000))
local function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
print(even(10001))
local o = {} function o:m(n) if n == 0 then return "method" end return self:m(n - 1) end
print(o:m(50000))
--@ calls: tail calls through a callable
local c = setmetatable({}, {__call = function(self, n) if n == 0 then return "c" end return self(n - 1) end})
print(c(3000))
--@ calls: extra arguments are evaluated and dropped
local n = 0
local function side() n = n + 1 return n end
local function f(a) return a end
print(f(side(), side(), side()), n)
--@ calls: order of evaluation of arguments
local log = {}
local function e(x) log[#log + 1] = x return x end
print(e(1) + e(2) * e(3), table.concat(log, ","))
local t = {[e("k1")] = e("v1"), e("p1"), [e("k2")] = e("v2")}
print(table.concat(log, ","))
--@ calls: function identity
local function f() return function() end end
print(f() == f(), f == f, print == print)
--@ calls: method on a number literal and strings
print((5 .. ""):rep(2), ("a").rep("b", 2), #"abc", ("x"):upper():lower():len())
print(pcall(function() return (5):foo() end))
--@ goto: forward and backward
do local i = 1
::top:: if i <= 3 then print(i) i = i + 1 goto top end
end
goto done
print("skipped")
::done:: print("end")
--@ goto: nested continue
for i = 1, 3 do
  for j = 1, 3 do
    if j == 2 then goto continue_j end
    if i == 2 then goto continue_i end
    print(i, j)
    ::continue_j::
  end
  ::continue_i::
end
--@ goto: same label in different functions and blocks
do ::l:: end
do ::l:: end
local function f() goto l ::l:: return "ok" end
print(f())
--@ goto: mistakes
print(load("goto nowhere"))
print(load("do ::x:: end goto x"))
print(load("::x:: ::x::"))
print(load("::x:: do ::x:: end"))
print(load("goto x local a ::x:: print(a)"))
print(load("goto x local a ::x::"))
print(load("do goto x local a ::x:: end"))
print(load("do goto x local a ::x:: ; ; ::y:: end"))
print(load("repeat goto x local a ::x:: until a"))
print(load("goto f local function f() ::f:: end"))
print(load("break"))
print(load("while true do local function f() break end end"))
print(load("goto 1"))
print(load(":: x"))
print(load("\n\ngoto a\n::b::"))
--@ goto: out of nested blocks
for i = 1, 3 do while true do do if i == 2 then goto out end end break end end
::out:: print("out")
--@ goto: jumps close variables
local log = {}
local function c(n) return setmetatable({}, {__close = function() log[#log + 1] = n end}) end
do
  local i = 0
  ::again::
  do
    local a <close> = c("a" .. i)
    i = i + 1
    if i < 3 then goto again end
  end
end
for i = 1, 2 do local x <close> = c("x" .. i) if i == 1 then goto cont end local y <close> = c("y") ::cont:: end
print(table.concat(log, " "))
--@ goto: loop by goto with closures
local fs, i = {}, 0
::loop::
do local k = i fs[#fs + 1] = function() return k end end
i = i + 1
if i < 3 then goto loop end
print(fs[1](), fs[2](), fs[3]())
--@ locals: const
local x <const> = 5
local y <const>, z <const> = 1, "two"
print(x, y, z, (function() return x + y end)())
print(load("local x <const> = 1; x = 2"))
print(load("local x <const> = 1; function f() x = 2 end"))
print(load("local x <const> = 1; local function x() end"))
print(load("local x <close> = nil; x = 2"))
print(load("local x <const> = {}; x.y = 1 return x.y")())
--@ locals: unknown attributes
print(load("local x <foo> = 1"))
print(load("local x <const = 1"))
print(load("local x <> = 1"))
print(load("local x <close>, y <close> = 1, 2"))
print(load("local function <const> f() end"))
--@ locals: close order and errors
local function c(n) return setmetatable({}, {__close = function(_, e) print(n, e) end}) end
do local a <close> = c("a") local b <close> = c("b") local n <close> = nil local f <close> = false print("body") end
print(pcall(function() local a <close> = c("x") local b <close> = c("y") error("boom", 0) end))
--@ locals: close with return values
local function c(n) return setmetatable({}, {__close = function() print("close", n) end}) end
local function f() local a <close> = c(1) return "r1", "r2" end
print(f())
local function g(...) local a <close> = c(2) return ... end
print(g(1, 2, 3))
local function h() local a <close> = c(3) return f() end
print(h())
--@ locals: close must be closable
print(pcall(function() local x <close> = 5 end))
print(pcall(function() local x <close> = {} end))
print(pcall(function() local x <close> = setmetatable({}, {}) end))
print(pcall(function() local abc <close> = "str" end))
--@ locals: errors in close replace each other
local function c(m) return setmetatable({}, {__close = function(_, e) error(m .. "<" .. tostring(e), 0) end}) end
print(pcall(function() local a <close> = c("a") local b <close> = c("b") end))
print(pcall(function() local a <close> = c("a") local b <close> = c("b") error("x", 0) end))
print(pcall(function() local a <close> = c("a") return 1, 2 end))
--@ locals: close metamethod removed or changed
local mt = {__close = function() print("first") end}
print(pcall(function() local x <close> = setmetatable({}, mt) mt.__close = nil end))
mt.__close = function() print("one") end
do local x <close> = setmetatable({}, mt) mt.__close = function() print("two") end end
--@ locals: close in loops
local function c(n) return setmetatable({}, {__close = function() print("close", n) end}) end
for i = 1, 3 do local x <close> = c(i) if i == 2 then break end print("turn", i) end
local i = 0
while i < 2 do i = i + 1 local x <close> = c("w" .. i) end
repeat local x <close> = c("r") until true
--@ locals: close sees variables still alive
local log = {}
do
  local x = 1
  local c <close> = setmetatable({}, {__close = function() log[#log + 1] = x end})
  x = 2
end
print(log[1])
--@ locals: close and tail calls
local function c(n) return setmetatable({}, {__close = function() print("close", n) end}) end
local function inner() print("inner") return "v" end
local function f() local x <close> = c("f") return inner() end
print(f())
--@ locals: shadowing and scope
local x = 1
local x = x + 1
do local x = x + 1 print(x) end
print(x)
local function x() return x end
print(x() == x)
local y = y
print(y)
--@ locals: many locals
local src = {}
for i = 1, 200 do src[i] = "local v" .. i .. " = " .. i end
print(load(table.concat(src, "\n") .. " return v1 + v200")())
src[201] = "local v201 = 201"
print(load(table.concat(src, "\n")))
--@ closure: too many upvalues
local src = {}
for l = 1, 3 do
  src[#src + 1] = "local function f" .. l .. "()"
  for i = 1, 90 do src[#src + 1] = "local v" .. l .. "_" .. i .. " = 1" end
end
src[#src + 1] = "local function last()"
for l = 1, 3 do for i = 1, 90 do src[#src + 1] = "v" .. l .. "_" .. i .. " = 2" end end
src[#src + 1] = "end end end end"
print(load(table.concat(src, "\n")))
--@ cstack: nested source of some depth is accepted
print(load("return " .. ("("):rep(150) .. "1" .. (")"):rep(150))())
print(type(load("return " .. ("{"):rep(150) .. ("}"):rep(150))()))
print(load(("do "):rep(150) .. "return 7 " .. ("end "):rep(150))())
print(load("return " .. ("- "):rep(150) .. "1")())
print(load("return " .. ("not "):rep(150) .. "1")())
print(type(load("return " .. ("function() return "):rep(50) .. "1" .. (" end"):rep(50))()))
print(load("return " .. ("2 ^ "):rep(150) .. "1")())
print(load("return " .. ("1 .. "):rep(150) .. "1")())
print(load("local a = {} a.a = a return a" .. (".a"):rep(1000) .. " == a")())
print(load("return " .. ("1 + "):rep(1000) .. "1")())
--@ cstack: nested source beyond every limit is refused
for _, s in ipairs {"(", "{", "-", "f(", "a[", "function() return ", "2 ^ ", "1 .. "} do
  print((load("return " .. s:rep(100000))))
end
print((load(("do "):rep(100000))), (load(("while true do "):rep(100000))), (load(("if a then "):rep(100000))))
