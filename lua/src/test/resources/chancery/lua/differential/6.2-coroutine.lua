--@ coroutine: values go both ways
local co = coroutine.create(function(a, b) print("start", a, b) local c = coroutine.yield(a + b) print("got", c) local d, e = coroutine.yield(c * 2) print("got", d, e) return "end", 99 end)
print(coroutine.resume(co, 1, 2)) print(coroutine.status(co)) print(coroutine.resume(co, 10)) print(coroutine.resume(co, "x", "y")) print(coroutine.status(co), coroutine.resume(co)) print(coroutine.resume(co))
--@ coroutine: wrap
local gen = coroutine.wrap(function(n) for i = 1, n do coroutine.yield(i) end return "last" end)
print(gen(3), gen(), gen(), gen()) print(pcall(gen))
for v in coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end) do print(v) end
--@ coroutine: statuses
local co
co = coroutine.create(function() print(coroutine.status(co)) local inner = coroutine.create(function() print(coroutine.status(co)) end) coroutine.resume(inner) coroutine.yield() end)
print(coroutine.status(co)) coroutine.resume(co) print(coroutine.status(co)) coroutine.resume(co) print(coroutine.status(co))
--@ coroutine: errors end it
local co = coroutine.create(function() error("oops") end)
print(coroutine.resume(co)) print(coroutine.status(co)) print(coroutine.resume(co))
local co = coroutine.create(function() error({code = 1}) end)
local ok, e = coroutine.resume(co) print(ok, e.code)
--@ coroutine: yield across pcall
local co = coroutine.create(function() print(pcall(function() local x = coroutine.yield("in pcall") error("after " .. x, 0) end)) print(pcall(coroutine.yield, "direct")) return "done" end)
print(coroutine.resume(co)) print(coroutine.resume(co, "resume")) print(coroutine.resume(co, "v")) print(coroutine.status(co))
--@ coroutine: yield across xpcall, metamethods and iterators
local y = coroutine.yield
local co = coroutine.wrap(function()
  local o = setmetatable({}, {__index = function(_, k) return y("index " .. k) end, __newindex = function(_, k, v) y("newindex") end, __add = function() return y("add") end, __eq = function() return y("eq") end, __lt = function() return y("lt") end, __le = function() return y("le") end, __concat = function() return y("concat") end, __call = function(_, a) return y("call " .. a) end, __len = function() return y("len") end, __unm = function() return y("unm") end, __close = function() y("close") end})
  print(o.x, o + 1, o == setmetatable({}, getmetatable(o)), o < o, o <= o, o .. "x", o(5), #o, -o)
  o.z = 1
  do local c <close> = o end
  for i in function(_, c) return y("iter") end do print("i", i) end
  print(xpcall(y, print, "xp"))
  return "end"
end)
local r = co() local n = 0
while r ~= "end" do n = n + 1 print(r) if r == "iter" and n > 14 then r = co(nil) else r = co(n) end end
--@ coroutine: yield across table.sort and gsub is refused
local co = coroutine.create(function() table.sort({3, 2, 1}, function(a, b) coroutine.yield() return a < b end) end)
print(coroutine.resume(co))
local co = coroutine.create(function() return (("abc"):gsub(".", coroutine.yield)) end)
print(coroutine.resume(co))
--@ coroutine: main program cannot yield
print(pcall(coroutine.yield, 1)) print(coroutine.isyieldable())
--@ coroutine: main program and isyieldable, running inside
local co = coroutine.create(function() local c, main = coroutine.running() print(type(c), main, coroutine.isyieldable()) return c end)
local _, c = coroutine.resume(co) print(c == co, select(2, coroutine.running()))
print(coroutine.isyieldable(co))
--@ coroutine: resume itself and dead and running
local co co = coroutine.create(function() return coroutine.resume(co) end)
print(coroutine.resume(co))
local main = coroutine.running() print(coroutine.resume(main))
local outer outer = coroutine.create(function() local inner = coroutine.create(function() return coroutine.resume(outer) end) return coroutine.resume(inner) end)
print(coroutine.resume(outer))
--@ coroutine: wrap resumes itself
local f f = coroutine.wrap(function() return pcall(f) end) print(f())
--@ coroutine: wrong arguments
print(pcall(coroutine.create)) print(pcall(coroutine.create, 5)) print(pcall(coroutine.wrap, nil)) print(pcall(coroutine.resume, 5)) print(pcall(coroutine.status, {})) print(pcall(coroutine.close, 1)) print(pcall(coroutine.resume)) print(pcall(coroutine.isyieldable, 5))
--@ coroutine: close a suspended one runs its close
local co = coroutine.create(function() local a <close> = setmetatable({}, {__close = function(_, e) print("closing a", e) end}) local b <close> = setmetatable({}, {__close = function(_, e) print("closing b", e) end}) coroutine.yield(1) end)
coroutine.resume(co) print(coroutine.close(co)) print(coroutine.status(co), coroutine.resume(co)) print(coroutine.close(co))
--@ coroutine: close with error
local co = coroutine.create(function() local a <close> = setmetatable({}, {__close = function() error("in close", 0) end}) coroutine.yield() end)
coroutine.resume(co) print(coroutine.close(co)) print(coroutine.status(co)) print(coroutine.close(co))
--@ coroutine: close in each state
local fresh = coroutine.create(print) print(coroutine.close(fresh), coroutine.status(fresh), coroutine.resume(fresh))
local failed = coroutine.create(function() error("e", 0) end) coroutine.resume(failed) print(coroutine.close(failed)) print(coroutine.close(failed))
local dead = coroutine.create(function() end) coroutine.resume(dead) print(coroutine.close(dead))
print(pcall(coroutine.close, (coroutine.running())))
local co co = coroutine.create(function() local i = coroutine.create(function() return pcall(coroutine.close, co) end) return coroutine.resume(i) end) print(coroutine.resume(co))
local me me = coroutine.create(function() return pcall(coroutine.close, me) end) print(coroutine.resume(me))
--@ coroutine: close does not stop inside pcall
local log = {}
local co = coroutine.create(function() pcall(function() local c <close> = setmetatable({}, {__close = function() log[#log + 1] = "c" end}) coroutine.yield() end) log[#log + 1] = "never" end)
coroutine.resume(co) print(coroutine.close(co), table.concat(log, ","))
--@ coroutine: close yields inside close of a suspended one
local co = coroutine.create(function() local c <close> = setmetatable({}, {__close = function() print(pcall(coroutine.yield, 1)) end}) coroutine.yield(2) end)
coroutine.resume(co) print(coroutine.close(co))
--@ coroutine: yield in close of a block
local co = coroutine.wrap(function() do local c <close> = setmetatable({}, {__close = function() coroutine.yield("in close") end}) coroutine.yield("in block") end return "after" end)
print(co(), co(), co())
--@ coroutine: yield in close while an error goes
local co = coroutine.wrap(function() return pcall(function() local c <close> = setmetatable({}, {__close = function(_, e) coroutine.yield(e) end}) error("E", 0) end) end)
print(co()) print(co())
--@ coroutine: yield in close with return values
local co = coroutine.wrap(function() local function f() local c <close> = setmetatable({}, {__close = function() coroutine.yield("y") end}) return 1, 2, 3 end return f() end)
print(co()) print(co())
--@ coroutine: generators compose
local function gen(n) return coroutine.wrap(function() for i = 1, n do coroutine.yield(i) end end) end
local function filter(p, g) return coroutine.wrap(function() for v in g do if p(v) then coroutine.yield(v) end end end) end
local r = {} for v in filter(function(x) return x % 2 == 1 end, filter(function(x) return x % 3 ~= 0 end, gen(30))) do r[#r + 1] = v end print(table.concat(r, " "))
--@ coroutine: producer and consumer
local function producer() return coroutine.create(function() for _, v in ipairs {"a", "b", "c"} do coroutine.yield(v) end end) end
local p, r = producer(), {}
while true do local ok, v = coroutine.resume(p) if not v then break end r[#r + 1] = v end print(table.concat(r), coroutine.status(p))
--@ coroutine: permutations
local function permgen(a, n) n = n or #a if n <= 1 then coroutine.yield(a) else for i = 1, n do a[n], a[i] = a[i], a[n] permgen(a, n - 1) a[n], a[i] = a[i], a[n] end end end
for p in coroutine.wrap(function() permgen({1, 2, 3}) end) do print(table.concat(p, " ")) end
--@ coroutine: many values
local co = coroutine.wrap(function(...) local t = {...} while true do t = {coroutine.yield(#t, table.unpack(t))} end end)
print(co()) print(co(nil, nil)) print(co(1, 2, 3)) print(select("#", co(nil)))
--@ coroutine: wrap error keeps values and adds positions
local f = coroutine.wrap(function() error("msg") end) print(pcall(f))
local f = coroutine.wrap(function() error({1}) end) print(select("#", pcall(f)))
local f = coroutine.wrap(function() error("zero", 0) end) print(pcall(function() f() end))
local f = coroutine.wrap(function() local x = nil + 1 end) print(pcall(function() local v = f() end))
--@ coroutine: wrap error closes its variables
local f = coroutine.wrap(function() local c <close> = setmetatable({}, {__close = function(_, e) print("closed", e) end}) error("x", 0) end) print(pcall(f))
--@ coroutine: errors in nested coroutines
local co = coroutine.create(function() local inner = coroutine.wrap(function() error("deep", 0) end) inner() end) print(coroutine.resume(co))
--@ coroutine: many coroutines one after another
local n = 0
for i = 1, 500 do local co = coroutine.wrap(function(a) n = n + a n = n + coroutine.yield() end) co(1) co(1) end print(n)
--@ coroutine: nested some levels
local function nest(n) if n == 0 then return "bottom" end return coroutine.wrap(function() return nest(n - 1) .. n end)() end print(nest(10))
--@ coroutine: upvalues are shared
local x = 0 local co = coroutine.wrap(function() while true do x = x + 1 coroutine.yield() end end) co() co() x = 10 co() print(x)
--@ coroutine: yield in tail position and in arguments
local co = coroutine.wrap(function() print(coroutine.yield(1), coroutine.yield(2)) return coroutine.yield(3) end) print(co()) print(co("a")) print(co("b")) print(co("c"))
--@ coroutine: builtin as body
local co = coroutine.wrap(print) co("printed", 1) local co = coroutine.create(string.upper) print(coroutine.resume(co, "abc")) local co = coroutine.create(coroutine.yield) print(coroutine.resume(co, 5)) print(coroutine.resume(co, 6)) print(coroutine.status(co))
local co = coroutine.wrap(pcall) print(co(error, "x"))
local co = coroutine.create(error) print(coroutine.resume(co, "msg")) 
--@ coroutine: status of wrapped generator after error
local co = coroutine.wrap(function() error("a", 0) end) print(pcall(co)) print(pcall(co))
--@ coroutine: table.unpack of yields and goto inside
local co = coroutine.wrap(function() local i = 1 ::top:: coroutine.yield(i) i = i + 1 if i <= 3 then goto top end end) print(co(), co(), co(), co())
--@ coroutine: yield inside load reader is refused
print(coroutine.wrap(function() return pcall(load, function() coroutine.yield() end) end)())
--@ coroutine: pcall in coroutine of coroutine
local co = coroutine.wrap(function() local ok, v = pcall(function() local c = coroutine.wrap(function() coroutine.yield(1) error("in", 0) end) local a = c() coroutine.yield(a) c() end) coroutine.yield(ok, v) return "fin" end) print(co()) print(co()) print(co())
--@ coroutine: close of wrap in for loop
local function it() return coroutine.wrap(function() local c <close> = setmetatable({}, {__close = function() print("c") end}) for i = 1, 3 do coroutine.yield(i) end end) end
for v in it() do print(v) end
