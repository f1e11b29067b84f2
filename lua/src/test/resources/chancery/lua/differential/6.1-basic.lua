--@ nextvar: next and pairs
print(next({}), next({5}), next({a = 1}))
print(next({10}, 1), pcall(next, {}, "nokey"))
print(pcall(next), pcall(next, 5), pcall(next, {}, 1))
local t, n = {1, 2, 3, a = 1, b = 2}, 0
for k, v in next, t do n = n + 1 end
print(n)
--@ nextvar: array part comes in order
local t = {}
for i = 1, 100 do t[i] = i end
local last = 0
for k, v in pairs(t) do assert(k == last + 1) last = k end
print(last)
--@ nextvar: clearing fields while traversing
local t = {}
for i = 1, 50 do t["k" .. i] = i t[i] = i end
local n = 0
for k, v in pairs(t) do t[k] = nil n = n + 1 end
print(n, next(t))
--@ nextvar: assigning existing fields while traversing
local t = {a = 1, b = 2, c = 3}
for k, v in pairs(t) do t[k] = v * 10 end
print(t.a, t.b, t.c)
--@ nextvar: ipairs stops at nil and honours index
for i, v in ipairs({1, 2, nil, 4}) do print(i, v) end
for i, v in ipairs(setmetatable({}, {__index = function(_, i) if i <= 3 then return i * i end end})) do print(i, v) end
print(select("#", ipairs({})), type((ipairs({}))), select(3, ipairs({})))
print(pcall(function() for i in ipairs(nil) do end end))
--@ nextvar: pairs returns next
local f, s, c = pairs({})
print(f == next, type(s), c)
print(pcall(pairs), pcall(pairs, nil), pcall(pairs, 5))
--@ nextvar: length of sequences
local t = {}
print(#t) t[1] = 1 print(#t) t[2] = 2 t[3] = 3 print(#t) t[3] = nil print(#t)
for i = 1, 1000 do t[i] = i end print(#t)
for i = 1000, 501, -1 do t[i] = nil end print(#t)
local u = {} for i = 100, 1, -1 do u[i] = i end print(#u)
print(#{1, 2, 3, nil}, #{n = 1}, #"", #"\0\0")
--@ nextvar: keys of all types
local t, f, c = {}, function() end, coroutine.create(print)
t[f], t[c], t[t], t[true], t[1.5], t["x"], t[""] = 1, 2, 3, 4, 5, 6, 7
print(t[f], t[c], t[t], t[true], t[1.5], t["x"], t[""], t[false], t["1.5"])
t[-0.0] = "zero" print(t[0], t[0.0], next({[-0.0] = 1}))
--@ nextvar: big and negative integer keys
local t = {}
t[math.maxinteger], t[math.mininteger], t[-1], t[0], t[2^31], t[2^32] = 1, 2, 3, 4, 5, 6
print(t[math.maxinteger], t[math.mininteger], t[-1], t[0], t[2147483648], t[4294967296], #t)
t[2^63] = "float" print(t[2^63], t[math.mininteger])
--@ nextvar: raw functions
local t = setmetatable({}, {__index = function() return "meta" end, __newindex = function() error("no") end, __len = function() return 99 end, __eq = function() return true end})
print(rawget(t, "x"), rawset(t, "x", 1) == t, rawget(t, "x"), rawlen(t), rawlen("abc"), rawequal(t, t), rawequal(t, {}), rawequal("a", "a"), rawequal(1, 1.0))
print(pcall(rawget, 1, 1), pcall(rawset, {}, 1), pcall(rawlen, 5), pcall(rawequal, 1), pcall(rawget, {}))
print(pcall(rawlen)) print(pcall(rawset, "x", 1, 2))
--@ basic: tonumber
print(tonumber(5), tonumber(5.5), tonumber("5"), tonumber("5.0"), tonumber("0x1F"), tonumber("  12  "), tonumber("1e2"))
print(tonumber(nil), tonumber(true), tonumber({}), tonumber("abc"), tonumber(""), tonumber("5 5"), tonumber("5\0"))
print(pcall(tonumber))
--@ basic: tonumber with base
print(tonumber("10", 2), tonumber("ff", 16), tonumber("FF", 16), tonumber("zz", 36), tonumber("777", 8), tonumber("-101", 2), tonumber(" 11 ", 3))
print(tonumber("8", 8), tonumber("g", 16), tonumber("", 10), tonumber("1.0", 10), tonumber("-", 10), tonumber("1e1", 10), tonumber("7fffffffffffffff", 16), tonumber("ffffffffffffffff", 16), tonumber("10000000000000000", 16))
print(pcall(tonumber, 10, 2)) print(pcall(tonumber, "10", 1)) print(pcall(tonumber, "10", 37)) print(pcall(tonumber, "10", "x")) print(pcall(tonumber, nil, 10)) print(pcall(tonumber, "10", 99999999999))
print(tonumber("1" .. ("0"):rep(30), 10), tonumber("- 1", 10), tonumber("+1", 10), tonumber("--1", 10))
--@ basic: tonumber of odd forms
for _, s in ipairs {"0x", "0x.8", "0x1p", "0xAp1", "1e", "e1", ".e1", "1.e1", "0b1", "1f", "1l", "0x1.8p3", "1e+", "١", "+0x10", "-0x10", "- 0x10", "0x-1", "1__0", "infinity", "0x8000000000000000", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "1e-400"} do print(s, tonumber(s)) end
--@ basic: tostring
print(tostring(nil), tostring(true), tostring(12), tostring(-0.0), tostring(1e100), tostring("x"), tostring(2^53), tostring(1e15), tostring(0.1), tostring(-1.5e-10))
print(tostring(3) == "3", tostring(3.0) == "3.0", #tostring(print) > 10, tostring(print):match("^%a+"), tostring({}):match("^table: 0x"), tostring(coroutine.create(print)):match("^thread: "))
print(tostring(print):match("^builtin") or tostring(print):match("^function: "))
--@ basic: tostring is stable and unique
local a, b = {}, {}
print(tostring(a) == tostring(a), tostring(a) == tostring(b), tostring(print) == tostring(type))
--@ basic: print uses tostring and tabs
print() print(nil) print(1, nil, "x", true, 1.0) print("a\nb", "")
print(setmetatable({}, {__tostring = function() return "T" end}), setmetatable({}, {__name = "N"}) ~= nil)
print(pcall(print, setmetatable({}, {__tostring = function() return {} end})))
local old = tostring tostring = function() return "hooked" end print(1, 2) tostring = old
--@ basic: load with strings
print(load("return 1 + 1")()) print(load("x = 1")) print(select("#", load("return")()))
print(load("syntax error here")) print(load("return ...", "name")(7))
local env = {y = 2} print(load("return y", "n", "t", env)(), load("y = 3 return _ENV", "n", "t", env)() == env, env.y)
print(pcall(load("return x.y", "n", "t", {}))) print(pcall(load("return x", "n", "t", nil)))
--@ basic: load with functions
local parts, i = {"return ", "1", " + ", "2"}, 0
print(load(function() i = i + 1 return parts[i] end)())
i = 0 print(load(function() i = i + 1 if i == 1 then return "return 5" elseif i == 2 then return "" end end)())
print(load(function() return nil end)())
print((load(function() return {} end)))
print(load(function() error("reader", 0) end))
print(load(function() return nil end, "=c", "t", {})) 
--@ basic: load reader chunk name
local done
print(load(function() if done then return nil end done = true return "x =" end))
--@ basic: load modes
print(load("return 1", "n", "b")) print(load("return 1", "n", "t")()) print(load("return 1", "n", "bt")())
print(load("\27Lua", "n", "t")) print(pcall(load)) print(pcall(load, 5)) print(pcall(load, {})) print(pcall(load, "x=1", {}))
--@ basic: loaded chunks are vararg and fresh
local f = load("local a = ... n = (n or 0) + 1 return a, n")
print(f(1)) print(f(2)) print(f())
print(load("return 1") == load("return 1"))
--@ basic: load keeps numbers as text
print(load(5 .. "")) print(pcall(load, 12))
--@ basic: select negative and type
print(select(-2, 1, 2, 3)) print(select(2.0, 1, 2)) print(pcall(select, "1.5", 1))
--@ basic: getmetatable with field
print(getmetatable(setmetatable({}, {__metatable = false})), pcall(setmetatable, setmetatable({}, {__metatable = false}), {}))
print(getmetatable("").__name, getmetatable("").__metatable)
--@ basic: warn takes strings
print(pcall(warn)) print(pcall(warn, {})) print(pcall(warn, "a", nil)) print(pcall(warn, "@off")) print(select("#", warn("x", "y")))
--@ calls: pcall passes arguments and results
print(pcall(function(...) return select("#", ...), ... end, 1, nil)) print(pcall(5)) print(pcall(nil)) print(pcall({}))
print(pcall(setmetatable({}, {__call = function(_, x) return x end}), 9))
--@ calls: pcall does not stop at errors inside
local n = 0
for i = 1, 100 do if not pcall(error, i) then n = n + 1 end end
print(n)
--@ calls: xpcall with arguments
print(xpcall(function(a, b) return a + b end, print, 1, 2)) print(xpcall(string.rep, function(m) return m end)) print(xpcall(nil, function(m) return "H " .. m end))
print(xpcall(function() local x = {} + 1 end, function(m) return (m:gsub("^.-:%d+: ", "")) end))
print(pcall(xpcall, error, 5)) print(pcall(xpcall, error, {}, 1))
--@ calls: deep calls that are fine
local function f(n) if n == 0 then return 0 end return 1 + f(n - 1) end
print(f(150))
--@ nextvar: table with integer keys in strange order
local t = {}
for _, i in ipairs {5, 3, 1, 4, 2} do t[i] = i end
print(#t, table.concat(t, ","))
t[6] = 6 t[8] = 8 t[7] = 7 print(#t)
--@ nextvar: removing and reinserting
local t = {}
for r = 1, 20 do for i = 1, 50 do t[i] = r end for i = 1, 50 do t[i] = nil end end
print(#t, next(t)) for i = 1, 10 do t["k" .. i] = i end for i = 1, 10 do t["k" .. i] = nil end print(next(t))
--@ nextvar: traversal sees each key once
local t, seen = {}, {}
for i = 1, 200 do t[i] = true t["s" .. i] = true t[i + 0.5] = true t[-i] = true end
local n = 0
for k in pairs(t) do assert(not seen[k]) seen[k] = true n = n + 1 end print(n)
