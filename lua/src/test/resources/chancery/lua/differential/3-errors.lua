--@ errors: calling what cannot be called names the variable
print(pcall(function() local f = nil f() end))
print(pcall(function() undefinedglobal() end))
print(pcall(function() local t = {} t.field() end))
print(pcall(function() local t = {} t:method() end))
print(pcall(function() local t = {a = {}} t.a.b() end))
print(pcall(function() local t = {} t[1]() end))
print(pcall(function() local t, k = {}, "key" t[k]() end))
print(pcall(function() ("x")() end))
print(pcall(function() (1)() end))
print(pcall(function() ({})() end))
print(pcall(function() (nil)() end))
--@ errors: upvalues in messages
local up, upt = nil, {}
print(pcall(function() up() end))
print(pcall(function() return up.x end))
print(pcall(function() return upt.a.b end))
print(pcall(function() return up + 1 end))
print(pcall(function() return up .. "x" end))
print(pcall(function() return #up end))
print(pcall(function() upt.x.y = 1 end))
--@ errors: indexing what cannot be indexed
print(pcall(function() local x = nil return x.y end))
print(pcall(function() return undefinedglobal.y end))
print(pcall(function() local t = {} return t.a.b end))
print(pcall(function() local t = {} return t.a.b.c end))
print(pcall(function() local t = {a = {}} return t.a.b.c end))
print(pcall(function() local t = {} return t[1].b end))
print(pcall(function() local t, k = {}, "x" return t[k].b end))
print(pcall(function() local t = {} t.a.b = 1 end))
print(pcall(function() local t = {} return t.a[1] end))
print(pcall(function() return (nil)[1] end))
print(pcall(function() return (1).x end))
print(pcall(function() local function f() end return f().x end))
print(pcall(function() local function f() end return f()[1] end))
print(pcall(function() return ("x").y.z end))
--@ errors: method calls on nil
print(pcall(function() local o = nil o:m() end))
print(pcall(function() o:m() end))
print(pcall(function() local t = {} t.o:m() end))
print(pcall(function() local t = {} t:m():n() end))
print(pcall(function() ("x"):nomethod() end))
print(pcall(function() local s = "x" s.nomethod() end))
--@ errors: arithmetic on what is no number
print(pcall(function() local a = nil return a + 1 end))
print(pcall(function() local a = nil return 1 + a end))
print(pcall(function() return undefinedglobal * 2 end))
print(pcall(function() local t = {} return t.x - 1 end))
print(pcall(function() local t = {} return 1 - t.x end))
print(pcall(function() local t = {} return t.x.y - 1 end))
print(pcall(function() local a, b = {}, 1 return a / b end))
print(pcall(function() local a, b = 1, {} return a // b end))
print(pcall(function() local a = true return a ^ 2 end))
print(pcall(function() local a = print return a % 2 end))
print(pcall(function() local a = nil return -a end))
print(pcall(function() local t = {} return -t.x end))
print(pcall(function() return -{} end))
print(pcall(function() local a = "abc" return a + 1 end))
print(pcall(function() local a = "abc" return -a end))
print(pcall(function() return {} + nil end))
print(pcall(function() local a, b = nil, {} return a + b end))
print(pcall(function() local a = 1 return a + nil end))
--@ errors: bitwise operations
print(pcall(function() local a = nil return a & 1 end))
print(pcall(function() local a = 1.5 return a | 1 end))
print(pcall(function() return 1 << 1.5 end))
print(pcall(function() return 2^63 | 0 end))
print(pcall(function() return "a" | 1 end))
print(pcall(function() return "1.5" | 1 end))
print(pcall(function() return {} ~ 1 end))
print(pcall(function() return ~nil end))
print(pcall(function() return ~1.5 end))
print(pcall(function() local t = {} return t.x >> 1 end))
print(pcall(function() return 1 & undefinedglobal end))
print(pcall(function() local t = {x = 1.5} return t.x & 1 end))
print(pcall(function() local a, b = 1.5, {} return a & b end))
print(pcall(function() return 1/0 | 0 end), pcall(function() return 0/0 | 0 end))
--@ errors: concatenation
print(pcall(function() local a = nil return a .. "x" end))
print(pcall(function() local a = nil return "x" .. a end))
print(pcall(function() return "x" .. undefinedglobal end))
print(pcall(function() local t = {} return "x" .. t.name .. "y" end))
print(pcall(function() return "x" .. {} end))
print(pcall(function() return true .. "x" end))
print(pcall(function() return 1 .. nil end))
print(pcall(function() return print .. print end))
print(pcall(function() local a, b = {}, {} return a .. b end))
--@ errors: comparison
print(pcall(function() return 1 < "2" end))
print(pcall(function() return {} < {} end))
print(pcall(function() return nil > 1 end))
print(pcall(function() return "a" <= 1 end))
print(pcall(function() return print >= print end))
print(pcall(function() local t = setmetatable({}, {__name = "Thing"}) return t < 1 end))
print(pcall(function() local t = setmetatable({}, {__name = "Thing"}) return t < t end))
print(pcall(function() return true < false end), pcall(function() return 1 < nil end))
--@ errors: length
print(pcall(function() local a = nil return #a end))
print(pcall(function() local t = {} return #t.x end))
print(pcall(function() return #undefinedglobal end))
print(pcall(function() return #print end))
--@ errors: integer division by zero
print(pcall(function() return 1 // 0 end))
print(pcall(function() return 1 % 0 end))
print(1 // 0.0, -1 // 0.0, 0 // 0.0 ~= 0 // 0.0, 1 % math.huge, -1 % math.huge, 1 % -math.huge, (1 % 0.0) ~= (1 % 0.0))
--@ errors: numbers without integer representation
print(pcall(string.rep, "x", 1.5))
print(pcall(string.rep, "x", "1.5"))
print(pcall(string.char, 2^53))
print(pcall(("x").rep, "x", 2^63))
print(pcall(function() local t = {} for i = 1, 3 do t[i] = i | 1.5 end end))
print(string.rep("x", 2.0), string.rep("x", "3"), string.rep("x", "2.0"))
--@ errors: lines of multi line statements
print(pcall(function()
  local t = {}
  local x = 1 +
    t.a +
    2
end))
print(pcall(function()
  local a = "x" ..
    "y" ..
    {}
end))
print(pcall(function()
  local f
  f(
    1,
    2
  )
end))
print(pcall(function()
  local t = {}
  t
  .x
  .y
  = 1
end))
print(pcall(function()
  error(
    "here"
  )
end))
--@ errors: lines in loops and conditions
print(pcall(function()
  local x
  while
    x < 1
  do end
end))
print(pcall(function()
  for i = 1,
    nil do
  end
end))
print(pcall(function()
  for k in

    5
  do
  end
end))
print(pcall(function()
  if 1 == 1 and

    nil + 1 then
  end
end))
print(pcall(function()
  local t = {
    1,
    x = nil .. "a",
  }
end))
print(pcall(function()
  return 1,
    2,
    nil + 1
end))
--@ errors: bad arguments named as called
print(pcall(function() string.rep() end))
print(pcall(function() ("x"):rep() end))
print(pcall(function() ("x"):rep({}) end))
print(pcall(function() local s = string s.rep("x", "y") end))
print(pcall(function() local r = string.rep r("x", "y") end))
print(pcall(function() local t = {f = string.rep} t.f("x", {}) end))
print(pcall(string.rep))
print(pcall(string.rep, "x", print))
print(pcall(function() return string.rep() end))
print(pcall(function() string.rep(nil, 1) end))
print(pcall(function() local t = setmetatable({}, {__index = string}) t:rep(5) end))
print(pcall(function() math.floor({}) end), pcall(function() math.floor("x") end))
print(pcall(function() setmetatable(1, {}) end))
print(pcall(function() ipairs() end))
print(pcall(function() string.char(256) end))
print(pcall(function() string.char(1, -1) end))
--@ errors: bad self
print(pcall(function() local s = {rep = string.rep} s:rep(5) end))
print(pcall(function() local s = {n = math.floor} s:n() end))
print(pcall(function() local t = {x = table.concat} t:x(5, 1) end))
--@ errors: type names in arguments
print(pcall(string.rep, {}, 1))
print(pcall(string.rep, setmetatable({}, {__name = "Custom"}), 1))
print(pcall(string.rep, setmetatable({}, {__name = 5}), 1))
print(pcall(string.rep, true, 1))
print(pcall(string.rep, print, 1))
print(pcall(string.rep, coroutine.create(print), 1))
print(pcall(table.concat, 5))
print(pcall(table.insert, nil, 1))
--@ errors: uncaught string
error("plain")
--@ errors: uncaught without position
error("plain", 0)
--@ errors: uncaught table
error({})
--@ errors: uncaught table with text
error(setmetatable({}, {__tostring = function() return "as text" end}))
--@ errors: uncaught nil
error()
--@ errors: uncaught boolean
error(true)
--@ errors: uncaught number
error(42)
--@ errors: uncaught runtime error
local t = {}
t.x.y = 1
--@ errors: syntax error of the program
x = = 1
--@ errors: syntax error at the end
if x then
--@ errors: unclosed block names its line
do
  while true do
  print(1)
--@ errors: expected tokens
print(load("if x print() end"))
print(load("while x print() end"))
print(load("for i = 1 do end"))
print(load("for i 1, 2 do end"))
print(load("for i, j = 1, 2 do end"))
print(load("for i = 1, 2, 3, 4 do end"))
print(load("for i in x print() end"))
print(load("repeat x()"))
print(load("function f(a,) end"))
print(load("function f(..., a) end"))
print(load("function f(a b) end"))
print(load("function (a) end"))
print(load("function f.1() end"))
print(load("function f:g.h() end"))
print(load("local 1"))
print(load("local function 1() end"))
print(load("local x, = 1"))
print(load("return 1,"))
print(load("return (1"))
print(load("f("))
print(load("f(1,"))
print(load("f(1 2)"))
print(load("t = {1, 2"))
print(load("t = {1 2}"))
print(load("t = {[1] 2}"))
print(load("t = {[1 = 2}"))
print(load("t = {a = }"))
print(load("a.b:c = 1"))
print(load("a.b:c"))
print(load("a"))
print(load("a, b"))
print(load("a, b() = 1, 2"))
print(load("a() = 1"))
print(load("(a) = 1"))
print(load("(a)"))
print(load("a.b, 1 = 2"))
print(load("1 = 2"))
print(load("'x' = 1"))
print(load("x = function end"))
print(load("x = not"))
print(load("x = a."))
print(load("x = a:b"))
print(load("x = a["))
print(load("x = a[1"))
print(load("else"))
print(load("end"))
print(load("do else end"))
print(load("if x then else else end"))
print(load("if x then elseif end"))
print(load("until x"))
print(load("return 1 print(2)"))
print(load("do return end print(1)"))
print(load("return; ;"))
print(load("::x"))
print(load("f\n(1)"))
print(load("x = 1 y = 2"))
--@ errors: match of block openers over lines
print(load("do\n\nx = 1\n"))
print(load("function f()\nif x then\n"))
print(load("f(\n1\n"))
print(load("t = {\n1,\n"))
print(load("x = (\n1\n"))
print(load("while true do\n\nelse"))
print(load("repeat\n\nend"))
--@ errors: chunk names
print(load("x =", "=name"))
print(load("x =", "@file.lua"))
print(load("x =", "code"))
print(load("x =", "line one\nline two"))
print(load("x =", "\nline two"))
print(load("x =", "="))
print(load("x =", "@"))
print(load("x =", ""))
print(load("x =", "=" .. ("n"):rep(100)))
print(load("x =", "@" .. ("p"):rep(100) .. "tail"))
print(load("x =", ("s"):rep(100)))
print(load("x =", ("t"):rep(40) .. "\nmore"))
print(pcall(load("error('e')", "=own")))
print(pcall(load("\n\nlocal x = nil + 1", "@a/b.lua")))
--@ errors: assert
print(assert(1, 2, 3))
print(pcall(assert, false))
print(pcall(assert, nil, "message"))
print(pcall(assert, false, {1}) == false, select(2, pcall(assert, nil, 42)))
print(pcall(assert))
print(pcall(assert, nil, nil))
print(select("#", pcall(assert, false, nil)))
--@ errors: error objects keep identity
local e = {code = 7}
local ok, x = pcall(function() error(e) end)
print(ok, x == e, x.code)
local ok, y = pcall(function() local ok, z = pcall(error, e) error(z) end)
print(y == e)
--@ errors: pcall returns all values
print(pcall(function() return 1, nil, 3, nil end))
print(select("#", pcall(function() return 1, nil, 3, nil end)))
--@ errors: rethrown messages get another position
print(pcall(function() local ok, m = pcall(error, "a") error(m) end))
print(pcall(function()
  local ok, m = pcall(function() error("a") end)
  error(m, 1)
end))
--@ errors: level two points at the caller
local function check(x) if not x then error("bad x", 2) end end
local function user()
  check(nil)
end
print(pcall(user))
print(pcall(check, nil))
--@ errors: level two through tail calls
local function check(x) error("bad", 2) end
local function tail(x) return check(x) end
print(pcall(function() tail(1) end))
print(pcall(function() return tail(1) end))
--@ errors: number messages get a position too
print(pcall(function() error(5) end))
print(pcall(function() error("5") end))
print(pcall(error, 5, 1))
print(math.type(select(2, pcall(error, 5))))
--@ errors: metamethods fail inside
local mt = {__index = function(t, k) error("no field " .. k) end, __add = function() error("no add", 2) end}
local o = setmetatable({}, mt)
print(pcall(function() return o.zip end))
print(pcall(function() return o + 1 end))
--@ errors: handler with levels
print(xpcall(function() local x = nil; return x.y end, function(m) return "H:" .. m end))
print(xpcall(function() error(nil) end, function(m) return m == nil end))
print(xpcall(error, function(m) return m end, "direct"))
print(pcall(xpcall, error, 5, "x"))
--@ errors: handler in recursion
local n = 0
local ok, m = xpcall(function() error("x", 0) end, function(m) n = n + 1 error(m, 0) end)
print(ok, n > 1)
--@ errors: globals in messages have their kind
x = 5
print(pcall(function() x() end))
print(pcall(function() x.y.z = 1 end))
print(pcall(function() return x.y.z end))
print(pcall(function() return x .. nil end))
print(pcall(function() return x < "a" end))
print(pcall(function() local _ENV = {} return a.b end))
print(pcall(function() local _ENV = {} a() end))
--@ errors: constants in messages
print(pcall(function() return ("x")() end))
print(pcall(function() return ("a").b.c end))
print(pcall(function() local t = {} t["long key with spaces"]() end))
print(pcall(function() local t = {} t[1.5]() end))
print(pcall(function() local t = {} t[true]() end))
print(pcall(function() local t = {} t[nil]() end))
print(pcall(function() local t = {} return t[1][2] end))
print(pcall(function() local t, i = {}, 1 return t[i].x end))
print(pcall(function() local t, i = {}, 1 return t[i][i] end))
--@ errors: call results have no name
local function f() return nil end
print(pcall(function() f()() end))
print(pcall(function() return f() + 1 end))
print(pcall(function() return f() .. "" end))
print(pcall(function() return #f() end))
print(pcall(function() return (f()).x end))
print(pcall(function() return (f() or {}).x.y end))
--@ errors: varargs have no name
print(pcall(function(...) return ... + 1 end))
print(pcall(function(...) return (...).x end))
print(pcall(function(...) (...)() end))
--@ errors: for loop variables in messages
print(pcall(function() for i = 1, 2 do i() end end))
print(pcall(function() for k, v in pairs({1}) do v.x.y = 1 end end))
print(pcall(function() for k, v in pairs({{}}) do v.x.y = 1 end end))
--@ errors: message values through coroutines
local co = coroutine.create(function() local t = {} t.x.y = 1 end)
print(coroutine.resume(co))
print(coroutine.status(co), coroutine.resume(co))
print(pcall(coroutine.wrap(function() error("w") end)))
print(pcall(coroutine.wrap(function() error({}) end)) == false)
