--@ SAFE: L5 no libraries of the system
for _, name in ipairs {"io", "debug", "package", "require", "dofile", "loadfile", "collectgarbage", "luajava", "java", "module", "setfenv", "getfenv", "loadstring", "unpack", "newproxy", "jit", "ffi", "bit", "bit32"} do
  assert(rawget(_G, name) == nil, name)
end
print("safe")
--@ SAFE: L5 os has clocks alone
local names = {}
for k in pairs(os) do names[#names + 1] = k end
table.sort(names)
assert(table.concat(names, " ") == "clock date difftime time", table.concat(names, " "))
print("safe")
--@ SAFE: L5 no bytecode by load
for _, mode in ipairs {"b", "bt", "t"} do
  assert(not load("\27Lua\x54\0\x19\x93\r\n\x1a\n", "x", mode))
end
assert(not load("\27Lua"))
local given
assert(not load(function() if not given then given = true return "\27Lua" end end))
assert(not string.dump or not pcall(string.dump, function() end))
print("safe")
--@ SAFE: L5 bytecode in pieces
local parts, i = {"\27", "L", "ua", "\x54"}, 0
assert(not load(function() i = i + 1 return parts[i] end, "x", "b"))
i = 0
assert(not load(function() i = i + 1 return parts[i] end))
print("safe")
--@ SAFE: L5 metatable of strings reaches strings alone
local mt = getmetatable("")
if type(mt) == "table" then
  for k, v in pairs(mt) do assert(type(k) == "string") end
  mt.__index = {upper = function() return "mine" end}
  assert(("x"):upper() == "mine")
end
print("safe")
--@ SAFE: L5 no metatables for other types
assert(getmetatable(1) == nil and getmetatable(nil) == nil and getmetatable(print) == nil and getmetatable(true) == nil and getmetatable(coroutine.create(print)) == nil)
assert(not pcall(setmetatable, 1, {}) and not pcall(setmetatable, "x", {}) and not pcall(setmetatable, print, {}))
print("safe")
--@ SAFE: L5 protected metatables stay
local t = setmetatable({}, {__metatable = "no"})
assert(getmetatable(t) == "no" and not pcall(setmetatable, t, {}) and not pcall(setmetatable, t, nil))
print("safe")
--@ SAFE: L5 _ENV reaches globals alone
assert(_ENV == _G and _G._G == _G)
local f = load("return _ENV", "x", "t", {})
assert(next(f()) == nil)
local g = load("x = 1 return _G", "x", "t", {})
assert(g() == nil and rawget(_G, "x") == nil)
print("safe")
--@ SAFE: L5 functions tell nothing of the host
for _, f in ipairs {print, pcall, string.rep, coroutine.wrap, load, next} do
  assert(tostring(f):find("^function: "), tostring(f))
  assert(not tostring(f):find("[jJ]ava") and not tostring(f):find("chancery") and not tostring(f):find("[$@]"))
end
print("safe")
--@ SAFE: L5 messages tell nothing of the host
local tries = {
  function() string.rep({}) end, function() string.rep("x", -1, {}) end, function() setmetatable(1) end,
  function() error() end, function() local x = nil + 1 end, function() return #nil end, function() return {} < {} end,
  function() string.format("%d", "x") end, function() string.pack("i17", 1) end, function() table.concat({{}}) end,
  function() tostring() end, function() utf8.char(-1) end, function() math.random(0, -1) end, function() load(5)() end,
  function() select(0) end, function() os.time({}) end, function() os.date("%Q") end, function() ("x"):bad() end,
  function() coroutine.resume(1) end, function() next({}, 1) end, function() rawset(1, 2, 3) end, function() string.find("x", "[") end,
}
for _, f in ipairs(tries) do
  local _, m = pcall(f)
  m = tostring(m)
  assert(not m:find("java") and not m:find("chancery") and not m:find("Exception") and not m:find("null"), m)
end
print("safe")
--@ SAFE: L5 chunk names cannot forge positions of others
local f = load("error('x')", "=host")
local ok, m = pcall(f)
assert(m == "host:1: x")
print("safe")
--@ SAFE: L5 no hidden arguments
assert(select("#", ...) == 0)
print("safe")
--@ SAFE: L5 addresses are not those of the machine
local a, b = tostring({}), tostring({})
assert(a ~= b and a:find("^table: 0x%x+$"))
print("safe")
--@ SAFE: L5 registry and hooks are not reachable
assert(_G._LOADED == nil and _G._PRELOAD == nil and _G._REGISTRY == nil and _G._CLIBS == nil)
for k, v in pairs(_G) do assert(type(k) == "string" and type(v) ~= "userdata") end
print("safe")
--@ SAFE: L5 every value in reach is a value of Lua
local seen, kinds = {}, {}
local function walk(v)
  kinds[type(v)] = true
  if type(v) == "table" and not seen[v] then
    seen[v] = true
    for k, x in next, v do walk(k) walk(x) end
    local mt = getmetatable(v)
    if mt then walk(mt) end
  end
end
walk(_G) walk(getmetatable(""))
assert(not kinds.userdata and not kinds.thread)
print("safe")
--@ SAFE: L5 load with an own environment sees nothing
local env = {}
local f = load("return print, string, ('x').rep ~= nil, _G, load", "x", "t", env)
local p, s, m, g, l = f()
assert(p == nil and s == nil and m == true and g == nil and l == nil)
print("safe")
--@ SAFE: L5 upvalues of library functions are out of reach
local co = coroutine.wrap(function() return 1 end)
assert(tostring(co):find("^function: "))
assert(not pcall(function() return print.x end) and not pcall(function() print.x = 1 end) and not pcall(function() return #print end))
print("safe")
--@ SAFE: L5 error objects are as thrown
local e = setmetatable({}, {__index = function() return "trap" end})
local ok, x = pcall(error, e)
assert(x == e)
print("safe")
--@ SAFE: L5 tostring of a forged name
local t = setmetatable({}, {__name = "function: builtin"})
assert(tostring(t):find("^function: builtin: 0x"))
print("safe")
--@ SAFE: L5 goto and labels stay in their function
assert(not load("goto out") and not load("local function f() goto out end ::out::"))
print("safe")
--@ SAFE: L5 random numbers are seeded anew
local a, b = math.random(0), math.random(0)
assert(a ~= b)
print("safe")
--@ SAFE: L5 yield from the main program
assert(not pcall(coroutine.yield) and not coroutine.isyieldable())
print("safe")
--@ SAFE: L5 close of the main coroutine
local main = coroutine.running()
assert(not pcall(coroutine.close, main) and not coroutine.resume(main))
print("safe")
--@ SAFE: L6 nothing of the script before is left
assert(string.stolen == nil and rawget(_G, "stolen") == nil and getmetatable("").stolen == nil and ("x"):upper() == "X" and print ~= nil)
string.stolen, _G.stolen, getmetatable("").stolen = 1, 1, 1
string.upper, table.concat, math.floor = nil, nil, nil
getmetatable("").__index = nil
print("safe")
--@ SAFE: L6 nothing of the script before is left, looked at again
assert(string.stolen == nil and rawget(_G, "stolen") == nil and getmetatable("").stolen == nil and ("x"):upper() == "X" and table.concat and math.floor)
print("safe")
--@ SAFE: L6 global functions replaced for this script alone
print, pcall, type, error = print, nil, nil, nil
setmetatable(_G, {__index = function() return 1 end, __newindex = function() end})
print("safe")
--@ SAFE: L6 global functions are whole again
assert(pcall and type and error and getmetatable(_G) == nil)
print("safe")
