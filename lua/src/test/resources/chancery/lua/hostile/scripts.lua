--@ STEPS: L1 empty loop
while true do end
--@ STEPS: L1 loop swallowed by pcall
while true do pcall(function() while true do end end) end
--@ STEPS: L1 loop swallowed by xpcall
while true do xpcall(function() while true do end end, function() return "again" end) end
--@ STEPS: L1 loop in the handler of xpcall
xpcall(error, function() while true do end end)
--@ STEPS: L1 handler that calls pcall again
local function h() while true do pcall(h) end end
xpcall(error, h)
--@ STEPS: L1 repeat without end
repeat until false
--@ STEPS: L1 numeric loop without end
for i = 1, math.huge do end
--@ STEPS: L1 numeric loop over all integers
for i = math.mininteger, math.maxinteger do end
--@ STEPS: L1 float loop that stands still
for i = 2^60, 2^61 do end
--@ STEPS: L1 goto loop
::top:: goto top
--@ STEPS: L1 goto out of nested blocks and back
::top:: do do if true then goto top end end end
--@ STEPS: L1 generic loop without end
for x in function() return 1 end do end
--@ STEPS: L1 generic loop over a callable
for x in setmetatable({}, {__call = function() return 1 end}) do end
--@ STEPS: L1 tail calls without end
local function f() return f() end
f()
--@ STEPS: L1 tail calls to and fro in pcall
local f, g
function f() return g() end
function g() return f() end
while true do pcall(f) end
--@ STEPS: L1 tail calls of methods
local o = {}
function o:m() return self:m() end
o:m()
--@ STEPS: L1 tail call through a callable table
local o = setmetatable({}, {__call = function(self) return self() end})
o()
--@ STEPS: L1 loop in a close metamethod
do local x <close> = setmetatable({}, {__close = function() while true do end end}) end
--@ STEPS: L1 close metamethod must not run after a breach
local x <close> = setmetatable({}, {__close = function() print("closed") while true do end end})
while true do end
--@ STEPS|MEMORY: L1 close metamethod in a pcall loop
while true do pcall(function() local x <close> = setmetatable({}, {__close = function() error("again") end}) error("x") end) end
--@ STEPS: L1 nothing after a breach inside pcall
pcall(function() while true do end end)
print("escaped")
--@ STEPS: L1 nothing after a breach inside a coroutine
coroutine.resume(coroutine.create(function() while true do end end))
print("escaped")
--@ STEPS: L1 nothing after a breach inside wrap in pcall in wrap
pcall(coroutine.wrap(function() pcall(coroutine.wrap(function() while true do end end)) print("escaped") end))
print("escaped")
--@ STEPS: L1 error objects with a looping tostring
while true do pcall(tostring, setmetatable({}, {__tostring = function() while true do end end})) end
--@ STEPS: L1 loop in a sort comparator
table.sort({3, 2, 1}, function() while true do end end)
--@ STEPS: L1 loop in a gsub function
local s = ("x"):gsub("x", function() while true do end end)
--@ STEPS: L1 loop in a load reader
load(function() while true do end end)
--@ STEPS: L1 reader that never ends
load(function() return " " end)
--@ STEPS: L1 condition that loops in index
local t = setmetatable({}, {__index = function(t, k) while true do end end})
if t.x then end
--@ STEPS: L1 loop in each metamethod
local function loop() while true do end end
local o = setmetatable({}, {__add = loop, __eq = loop, __lt = loop, __concat = loop, __len = loop})
while true do pcall(function() return o + o end) end
--@ STEPS: L1 long chain of or without calls
local x
while not x do x = x or x or x or x end
--@ STEPS: L2 new coroutine for each stretch of work
while true do coroutine.wrap(function() for i = 1, 9e4 do end end)() end
--@ STEPS|TIME: L2 coroutine that yields for ever
local f = coroutine.wrap(function() while true do coroutine.yield() end end)
while true do f() end
--@ STEPS|MEMORY|TIME: L2 many short coroutines
while true do coroutine.wrap(function() end)() end
--@ STEPS|MEMORY|COROUTINES: L2 abandoned coroutines
while true do coroutine.wrap(function() coroutine.yield() end)() end
--@ COROUTINES: L2 coroutines kept alive
local t = {}
while true do local f = coroutine.wrap(function() coroutine.yield() end) f() t[#t + 1] = f end
--@ COROUTINES|CALL_DEPTH: L2 coroutines in coroutines
local function nest() return coroutine.wrap(nest)() end
nest()
--@ COROUTINES|CALL_DEPTH: L2 coroutines in coroutines, swallowing
local function nest() while true do pcall(coroutine.wrap(nest)) end end
nest()
--@ STEPS: L2 coroutine that resumes itself
local co
co = coroutine.create(function() while true do coroutine.resume(co) end end)
coroutine.resume(co)
--@ STEPS: L2 resuming the dead for ever
local co = coroutine.create(function() end)
while true do coroutine.resume(co) end
--@ STEPS|MEMORY|TIME: L2 close in a loop
while true do local co = coroutine.create(function() coroutine.yield() end) coroutine.resume(co) coroutine.close(co) end
--@ STEPS: L2 close that loops in its variables
local co = coroutine.create(function() local x <close> = setmetatable({}, {__close = function() while true do end end}) coroutine.yield() end)
coroutine.resume(co)
coroutine.close(co)
--@ STEPS|MEMORY|TIME: L2 wrap inside of an iterator
for x in coroutine.wrap(function() while true do coroutine.yield(1) end end) do for y in coroutine.wrap(function() coroutine.yield(1) end) do end end
--@ STEPS|TIME: L2 ping pong of two coroutines
local a, b
a = coroutine.wrap(function() while true do b() coroutine.yield() end end)
b = coroutine.wrap(function() while true do coroutine.yield() end end)
while true do a() end
--@ MEMORY|STEPS: L3 rep of a billion
local s = ("a"):rep(1e9)
--@ MEMORY|STEPS|ERROR: L3 rep with a separator
local s = ("a"):rep(1e8, ("b"):rep(1000))
--@ STEPS|ENDS: L3 rep of nothing without end
local s = (""):rep(math.maxinteger)
--@ MEMORY|STEPS: L3 rep in pcall for ever
while true do pcall(string.rep, "x", 1e7) end
--@ MEMORY|STEPS: L3 repeated rep
local s = "x"
while true do s = s:rep(100) end
--@ STEPS: L3 optional items that backtrack
local s = string.rep("a", 28):find(("a?"):rep(28) .. ("a"):rep(28))
while true do end
--@ STEPS: L3 nested lazy matches
local s = ("x"):rep(3e5):find(".-.-.-.-b")
--@ STEPS: L3 greedy matches
local s = ("x"):rep(3e4):find(".*.*.*.*b")
--@ STEPS: L3 balance over a long text
local s = ("("):rep(1e5)
while true do s:find("%b()") end
--@ STEPS: L3 frontier over a long text
local s = ("a"):rep(1e5)
while true do s:find("%f[b]") end
--@ STEPS: L3 sets over a long text
local s = ("a"):rep(1e5)
while true do s:find("[^" .. ("a"):rep(1000) .. "]") end
--@ STEPS: L3 back references
local s = ("a"):rep(1e5)
while true do s:find("(.-)%1b") end
--@ STEPS: L3 plain find of a long needle
local s = ("a"):rep(1e5)
while true do s:find(("a"):rep(5e4) .. "b", 1, true) end
--@ STEPS: L3 match that fails late
local s = ("a"):rep(2e5)
while true do s:match("a*a*a*b") end
--@ STEPS|MEMORY: L3 gmatch without end
while true do for w in ("a b c"):gmatch("%a") do end end
--@ STEPS: L3 gmatch that backtracks
for w in ("x"):rep(1e5):gmatch(".-.-b") do end
--@ MEMORY|STEPS: L3 gsub that grows
local s = "x"
while true do s = s:gsub(".", "%0%0%0%0") end
--@ MEMORY|STEPS: L3 gsub with a long replacement
(("x"):rep(1e5)):gsub("x", ("y"):rep(1e5))
--@ MEMORY|STEPS: L3 gsub with a function that grows
local s = ("x"):rep(1e4)
while true do s = s:gsub("x", function(x) return x .. x end) end
--@ CALL_DEPTH|STEPS|MEMORY|ERROR: L3 gsub with a recursive function
local function f(s) return (s:gsub(".", f)) end
f("abc")
--@ STEPS|MEMORY: L3 gsub of nothing many times
local s = ("x"):rep(1e5)
while true do s:gsub("", "") end
--@ ERROR: L3 width of a format beyond its limit
string.format("%99999d", 1)
--@ MEMORY|STEPS: L3 formats for ever
local t = {}
while true do t[#t + 1] = string.format("%99.99f", 1e308) end
--@ MEMORY|STEPS: L3 format of many long texts
local s = ("x"):rep(1e6)
while true do local r = string.format("%s%s%s%s%s%s%s%s%s%s", s, s, s, s, s, s, s, s, s, s) end
--@ MEMORY|STEPS: L3 quoting
local s = ("\0"):rep(1e6)
while true do local r = string.format("%q", s) end
--@ MEMORY|STEPS: L3 concat of a million long texts
local t, s = {}, ("x"):rep(1024)
for i = 1, 1e6 do t[i] = s end
local r = table.concat(t)
--@ MEMORY|STEPS: L3 concat of one text many times
local s = ("x"):rep(1e5)
local t = setmetatable({}, {__index = function() return s end})
local r = table.concat(t, "", 1, 1e6)
--@ STEPS|MEMORY: L3 concat with a long separator
local t = {}
for i = 1, 1000 do t[i] = "" end
while true do local r = table.concat(t, ("s"):rep(1e4)) end
--@ STEPS: L3 sort that never agrees
local t = {}
for i = 1, 1e4 do t[i] = i end
while true do pcall(table.sort, t, function() return true end) end
--@ STEPS: L3 sort that never agrees, at random
local t = {}
for i = 1, 1e4 do t[i] = i end
while true do pcall(table.sort, t, function() return math.random(2) == 1 end) end
--@ STEPS|MEMORY: L3 sort of many equal ones
local t = {}
for i = 1, 5e4 do t[i] = 1 end
while true do table.sort(t) end
--@ STEPS: L3 sort with a pretended length
local t = setmetatable({}, {__len = function() return 2e9 end})
while true do pcall(table.sort, t) end
--@ STEPS: L3 comparator that changes the table
local t = {}
for i = 1, 1000 do t[i] = 1000 - i end
while true do pcall(table.sort, t, function(a, b) t[#t] = nil t[1] = 5 return (a or 0) < (b or 0) end) end
--@ ERROR|MEMORY: L3 unpack of a hundred million
table.unpack({}, 1, 1e8)
--@ MEMORY|STEPS: L3 unpack in pcall for ever
local t = {}
while true do pcall(table.unpack, t, 1, 9e5) end
--@ MEMORY|STEPS: L3 unpack of a pretended length
while true do pcall(function() return table.unpack(setmetatable({}, {__len = function() return 9e5 end})) end) end
--@ MEMORY|STEPS: L3 byte of a long text
local s = ("x"):rep(1e6)
while true do pcall(string.byte, s, 1, -1) end
--@ MEMORY|STEPS: L3 char of many
local t = {}
for i = 1, 200 do t[i] = 65 end
while true do local s = string.char(table.unpack(t)) end
--@ STEPS|MEMORY: L3 move over the whole range
table.move({}, 1, math.maxinteger - 1, 2)
--@ STEPS|MEMORY: L3 move through metamethods
table.move(setmetatable({}, {__index = function() return 1 end}), 1, 1e9, 1, setmetatable({}, {__newindex = function() end}))
--@ MEMORY|STEPS|ERROR: L3 pack of a wide integer in a long format
while true do local s = string.pack(("i16"):rep(1000), table.unpack((function() local t = {} for i = 1, 1000 do t[i] = i end return t end)())) end
--@ MEMORY|STEPS|ERROR: L3 pack of a huge fixed text
string.pack("c2000000000", "x")
--@ MEMORY|STEPS: L3 packs for ever
local t, s = {}, ("x"):rep(1e4)
while true do t[#t + 1] = string.pack("s4", s) end
--@ STEPS: L3 unpack in long formats
while true do pcall(string.unpack, (" "):rep(1e4), "x") end
--@ STEPS: L3 packsize of long formats
while true do pcall(string.packsize, ("b"):rep(1e4)) end
--@ STEPS|MEMORY: L3 select of many
local t = {}
for i = 1, 200 do t[i] = i end
while true do select(-1, table.unpack(t)) end
--@ STEPS|MEMORY: L3 insert at the front
local t = {}
while true do table.insert(t, 1, 1) end
--@ STEPS: L3 remove from the front
local t = {}
for i = 1, 2e4 do t[i] = i end
while true do table.insert(t, table.remove(t, 1)) end
--@ STEPS: L3 insert with a pretended length
while true do pcall(table.insert, setmetatable({}, {__len = function() return 1e9 end, __newindex = function() end}), 1, 1) end
--@ STEPS: L3 length of utf8 for ever
local s = ("é"):rep(1e5)
while true do utf8.len(s) end
--@ STEPS|MEMORY: L3 code points of a long text
local s = ("é"):rep(1e5)
while true do pcall(utf8.codepoint, s, 1, -1) end
--@ STEPS: L3 codes of a long text
local s = ("é"):rep(1e5)
while true do for p, c in utf8.codes(s) do end end
--@ STEPS: L3 offset over a long text
local s = ("\x80"):rep(1e6)
while true do pcall(utf8.offset, s, 0, #s) end
--@ STEPS|MEMORY: L3 upper, lower, reverse and sub
local s = ("x"):rep(1e6)
while true do s = s:upper():lower():reverse():sub(1, -1) end
--@ STEPS: L3 comparison of long equal texts
local a, b = ("x"):rep(1e6) .. "a", ("x"):rep(1e6) .. "a"
while true do local c = a == b local d = a < b local e = a <= b end
--@ STEPS: L3 long numerals
local s = ("1"):rep(1e6)
while true do tonumber(s) end
--@ STEPS: L3 long numerals in a base
local s = ("1"):rep(1e6)
while true do tonumber(s, 2) end
--@ STEPS: L3 long numerals in arithmetic
local s = ("9"):rep(1e5) .. "e-99999"
while true do local x = s + 1 end
--@ STEPS|MEMORY: L3 dates for ever
while true do os.date(("%c"):rep(1000), 0) end
--@ STEPS|MEMORY: L3 times for ever
while true do os.time({year = 2000, month = 1, day = 1}) end
--@ STEPS: L3 next over a large table again and again
local t = {}
for i = 1, 1e4 do t["k" .. i] = i end
while true do for k in pairs(t) do end end
--@ STEPS: L3 next over an emptied table
local t = {}
for i = 1, 5e4 do t[i * 3] = i end
for i = 1, 5e4 do t[i * 3] = nil end
while true do next(t) end
--@ STEPS: L3 walk over an emptied table
local t = {}
for i = 1, 5e4 do t[i * 3] = i end
for i = 1, 5e4 do t[i * 3] = nil end
while true do for k in pairs(t) do end end
--@ STEPS: L3 next over an emptied list
local t = {}
for i = 1, 5e4 do t[i] = i end
for i = 1, 5e4 - 1 do t[i] = nil end
while true do next(t) end
--@ STEPS: L3 long keys that are equal and not the same
local a, b = ("x"):rep(1e6) .. "a", ("x"):rep(1e6) .. "a"
local t = {[a] = 1}
while true do local x = t[b] end
--@ STEPS: L3 long numeral as an argument
local s = (" "):rep(1e6) .. "1"
while true do local x = ("x"):rep(s) end
--@ STEPS: L3 long numeral as a bound of a loop
local s = (" "):rep(1e6) .. "1"
while true do for i = 1, s do end end
--@ STEPS: L3 length by binary search for ever
local t = {}
for i = 1, 5e4 do t[i] = i end
while true do local n = #t end
--@ STEPS|MEMORY: L3 concatenation doubling in place
local s = ("x"):rep(1000)
while true do local r = s .. s .. s .. s end
--@ MEMORY|STEPS: L3 doubling forty times
local s = "x"
for i = 1, 40 do s = s .. s end
--@ MEMORY|STEPS: L3 doubling in pcall
local s = "x"
while true do pcall(function() s = s .. s end) end
--@ MEMORY|STEPS: L3 concatenation of many operands
local s = ("x"):rep(1e5)
while true do s = s .. s .. s .. s .. s .. s .. s .. s end
--@ STEPS|CALL_DEPTH|ENDS|ERROR|MEMORY: L3 index chain of a million
local t = {}
for i = 1, 1e5 do t = setmetatable({}, {__index = t}) end
while true do pcall(function() return t.x end) end
--@ STEPS: L3 index chain in a circle
local t = {}
setmetatable(t, {__index = t})
while true do pcall(function() return t.x end) end
--@ STEPS: L3 newindex chain in a circle
local t = {}
setmetatable(t, {__newindex = t})
while true do pcall(function() t.x = 1 end) end
--@ STEPS: L3 call chain
local f = function() end
for i = 1, 100 do f = setmetatable({}, {__call = f}) end
while true do pcall(f) end
--@ STEPS|MEMORY|TIME|ERROR: L3 call chain in a circle
local o = {}
setmetatable(o, {__call = o})
while true do pcall(o) end
--@ CALL_DEPTH|ERROR: L3 index function that recurses
local t = setmetatable({}, {__index = function(t, k) return t[k] end})
local x = t.x .. ""
--@ CALL_DEPTH|ERROR: L3 newindex function that recurses
local t = setmetatable({}, {__newindex = function(t, k, v) t[k] = v end})
t.x = 1
--@ CALL_DEPTH|ERROR: L3 call that recurses
local o
o = setmetatable({}, {__call = function() o() return 1 end})
o()
--@ CALL_DEPTH|ERROR: L3 concat that recurses
local o
o = setmetatable({}, {__concat = function(a, b) return (a .. b) .. "" end})
local x = o .. o
--@ CALL_DEPTH|ERROR: L3 eq that recurses
local a, b
local mt = {__eq = function() return not (a == b) end}
a, b = setmetatable({}, mt), setmetatable({}, mt)
local x = a == b
--@ CALL_DEPTH|ERROR: L3 lt that recurses
local a
a = setmetatable({}, {__lt = function() return not (a < a) end})
local x = a < a
--@ CALL_DEPTH|ERROR: L3 le that recurses
local a
a = setmetatable({}, {__le = function() return not (a <= a) end})
local x = a <= a
--@ CALL_DEPTH|ERROR: L3 len and unm that recurse
local a
a = setmetatable({}, {__len = function() return #a + 1 end, __unm = function() return #a end})
local x = -a
--@ CALL_DEPTH|ERROR: L3 arithmetic that recurses
local a
a = setmetatable({}, {__add = function() return (a + a) + 1 end})
local x = a + a
--@ CALL_DEPTH|ERROR: L3 tostring that recurses
local o
o = setmetatable({}, {__tostring = function() return tostring(o) .. "x" end})
tostring(o)
--@ CALL_DEPTH|ERROR: L3 pairs that recurses
local o
o = setmetatable({}, {__pairs = function() local a, b, c = pairs(o) return a, b, c end})
pairs(o)
--@ CALL_DEPTH|ERROR: L3 plain recursion
local function f() return 1 + f() end
f()
--@ CALL_DEPTH|ERROR|ENDS: L3 recursion in pcall
local function f() pcall(f) return 1 end
f()
--@ CALL_DEPTH|STEPS|ENDS|ERROR: L3 recursion in xpcall handlers
local function h(m) return xpcall(error, h, m) end
h("x")
--@ CALL_DEPTH|STEPS|ENDS|ERROR: L3 error in the handler of errors
xpcall(error, function(m) error(m) end, "x")
--@ CALL_DEPTH|STEPS|ERROR|MEMORY: L3 pcall of pcall of pcall
local function f(...) return pcall(pcall, f, ...), 1 end
while true do f() end
--@ CALL_DEPTH|ERROR: L3 recursion through sort
local function f() table.sort({2, 1}, function(a, b) f() return a < b end) end
f()
--@ CALL_DEPTH|ERROR: L3 recursion through gsub
local function f() local s = ("x"):gsub("x", f) return "" end
f()
--@ CALL_DEPTH|ENDS|ERROR: L3 recursion through load
local function f() return load("local f = ... return f(), 1")(f) end
f()
--@ CALL_DEPTH|ERROR: L3 recursion through close
local function f() local x <close> = setmetatable({}, {__close = function() f() end}) end
f()
--@ CALL_DEPTH|ERROR: L3 recursion through iterators
local function f() for x in f do end end
f()
--@ CALL_DEPTH|ERROR: L3 print of what recurses
local o
o = setmetatable({}, {__tostring = function() print(o) return "x" end})
print(o)
--@ MEMORY|STEPS: L4 table of long texts
local t = {}
while true do t[#t + 1] = ("x"):rep(1e4) end
--@ MEMORY|STEPS: L4 table that grows by index
local t = {}
for i = 1, 1e9 do t[i] = i end
--@ MEMORY|STEPS: L4 table that grows by key
local t = {}
for i = 1, 1e9 do t[i * 7919] = true end
--@ MEMORY|STEPS: L4 table that grows by text
local t = {}
for i = 1, 1e9 do t["key" .. i] = true end
--@ MEMORY|STEPS: L4 table that grows by float
local t = {}
for i = 1, 1e9 do t[i + 0.5] = true end
--@ MEMORY|STEPS: L4 tables in tables
local t = {}
while true do t = {t} end
--@ MEMORY|STEPS: L4 tables in tables in tables, kept
local all = {}
while true do all[#all + 1] = {{}, {}, {}} end
--@ MEMORY|STEPS: L4 closures kept
local t = {}
while true do local x = #t t[#t + 1] = function() return x end end
--@ MEMORY|STEPS: L4 closures that hold each other
local f = function() end
while true do local g = f f = function() return g end end
--@ MEMORY|STEPS: L4 tables as keys
local t = {}
while true do t[{}] = {} end
--@ MEMORY|COROUTINES: L4 coroutines as keys
local t = {}
while true do t[coroutine.create(function() end)] = true end
--@ MEMORY|STEPS: L4 varargs that grow
local function f(...) return f(1, ...) end
f()
--@ MEMORY|STEPS|CALL_DEPTH: L4 varargs that double
local function f(...) return f(..., ...) end
f(1)
--@ MEMORY|STEPS: L4 table.pack that grows
local t = {}
while true do t = table.pack(t, table.unpack(t)) end
--@ MEMORY|STEPS|ERROR: L4 constructor of varargs
local function g(...) return {...}, {...}, {...} end
local t = {}
for i = 1, 5e4 do t[i] = i end
while true do g(table.unpack(t)) end
--@ MEMORY|STEPS|ERROR: L4 one huge source
load(("x = 1 "):rep(1e6))
--@ MEMORY|STEPS|ERROR: L4 a source of pieces
load(function() return "x = 1 " end)
--@ STEPS|MEMORY: L4 load for ever
while true do load("return 1") end
--@ STEPS|MEMORY: L4 load of mistakes for ever
while true do load(("("):rep(1000)) end
--@ STEPS|MEMORY: L4 load of long names
while true do load("return " .. ("n"):rep(1e5)) end
--@ STEPS|MEMORY|ERROR: L4 load of deep nesting
load("return " .. ("{"):rep(1e6))
while true do load(("("):rep(1e5)) end
--@ STEPS|MEMORY|ERROR: L4 load of long constructors
while true do load("return {" .. ("1,"):rep(1e5) .. "}") end
--@ STEPS|MEMORY|ERROR: L4 load of long operator chains
while true do load("return " .. ("1 + "):rep(1e4) .. "1")() end
--@ STEPS|MEMORY|ERROR: L4 load of long concatenations
while true do local f = load("local a = ... return " .. ("a .. "):rep(1e4) .. "a") if f then f(("x"):rep(1000)) end end
--@ STEPS|MEMORY: L4 globals that grow
local i = 0
while true do i = i + 1 _G["global" .. i] = i end
--@ STEPS|MEMORY: L4 string methods that grow
local i = 0
while true do i = i + 1 string["method" .. i] = i end
--@ STEPS|MEMORY: L4 texts of numbers
while true do local s = tostring(math.random()) .. "" end
--@ STEPS|MEMORY: L4 error values kept
local t = {}
while true do local _, e = pcall(error, {t}) t[#t + 1] = e end
--@ STEPS|MEMORY: L4 long messages
local s = ("x"):rep(1e5)
while true do pcall(error, s, 1) end
--@ STEPS|MEMORY: L4 bad arguments with long names
while true do pcall(string.rep, setmetatable({}, {__name = ("n"):rep(1e5)}), 1) end
--@ STEPS|MEMORY: L4 output
while true do print(("x"):rep(1000)) end
--@ STEPS|MEMORY: L4 output of one long line
local s = ("x"):rep(1e6)
while true do print(s, s, s, s) end
--@ STEPS|MEMORY: L4 warnings
while true do warn(("x"):rep(1000)) end
--@ STEPS|MEMORY: L4 keys that collide
local t = {}
for i = 1, 1e6 do t[i << 32] = true end
--@ STEPS|MEMORY: L4 keys whose halves are equal
local t = {}
for i = 1, 1e6 do t[i << 32 | i] = true end
--@ STEPS|MEMORY: L4 float keys that collide
local t = {}
for i = 1, 1e6 do t[2.0 ^ (i % 2000 - 1000) * (1 + 2.0 ^ -52 * (i // 2000))] = true end
--@ STEPS|MEMORY: L4 array that moves to and from the hash
local t = {}
while true do for i = 1, 1000 do t[i] = i end for i = 1, 1000 do t[i] = nil end t[1e6] = 1 t[1e6] = nil end
