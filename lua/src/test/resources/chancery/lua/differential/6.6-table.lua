--@ nextvar: insert and remove
local t = {} table.insert(t, "a") table.insert(t, "c") table.insert(t, 2, "b") table.insert(t, 1, "z") print(table.concat(t, ",")) print(table.remove(t), table.remove(t, 1), table.concat(t, ",")) print(table.remove({}), table.remove({}, 0), #t, table.remove(t, 3), table.remove(t, #t + 1)) print(select("#", table.insert(t, 1))) print(select("#", table.remove({})))
--@ nextvar: insert mistakes
print(pcall(table.insert, {}, 2, "x")) print(pcall(table.insert, {}, 0, "x")) print(pcall(table.insert, {})) print(pcall(table.insert, {}, 1, 2, 3)) print(pcall(table.insert, 5, 1)) print(pcall(table.insert, {}, "x", 1)) print(pcall(table.insert, {1, 2}, 4, 1)) print(pcall(table.insert)) print(pcall(table.insert, {}, 1.5, 2))
--@ nextvar: remove mistakes
print(pcall(table.remove, {1, 2}, 4)) print(pcall(table.remove, {}, 2)) print(pcall(table.remove, {}, -1)) print(pcall(table.remove)) print(pcall(table.remove, {1}, "x")) local t = {n = 1, [0] = "zero"} print(table.remove(t, 0), t[0], table.remove(t, 0))
--@ strings: concat
print(table.concat({}), table.concat({1, 2, 3}), table.concat({1, 2, 3}, ", "), table.concat({"a", "b", "c"}, "-", 2), table.concat({"a", "b", "c"}, "-", 2, 3), table.concat({1, 2}, ",", 3), table.concat({1.5, 2}, " "), table.concat({"x"}, ",", 1, 1)) print(pcall(table.concat, {1, {}, 3})) print(pcall(table.concat, {1, nil, 3}, ",", 1, 3)) print(pcall(table.concat, {true})) print(pcall(table.concat, {}, {})) print(pcall(table.concat, {}, ",", 1, 2)) print(table.concat({}, ",", 1, 0), table.concat({[math.maxinteger] = "m"}, ",", math.maxinteger, math.maxinteger)) print(pcall(table.concat)) print(table.concat({1, 2, 3}, 0))
--@ vararg: pack and unpack
local t = table.pack(1, nil, 3) print(t.n, t[1], t[2], t[3], table.pack().n) print(table.unpack({1, 2, 3})) print(table.unpack({1, 2, 3}, 2)) print(table.unpack({1, 2, 3}, 2, 3)) print(table.unpack({}, 1, 3)) print(table.unpack({1, 2}, -1, 1)) print(select("#", table.unpack({}, 1, 0)), select("#", table.unpack({n = 3}))) print(table.unpack({1, 2, 3}, "2")) print(pcall(table.unpack)) print(pcall(table.unpack, {}, 1, 1e8)) print(pcall(table.unpack, {}, math.mininteger, math.maxinteger)) print(table.unpack({}, math.maxinteger, math.maxinteger)) print(pcall(table.unpack, {}, 1, math.maxinteger)) print(pcall(table.unpack, 5)) print(table.unpack("abc", 1, 2)) print(table.unpack({1, 2, nil, 4}, 1, 4))
--@ nextvar: move
local t = {1, 2, 3, 4, 5} print(table.concat(table.move(t, 2, 4, 1), ",")) t = {1, 2, 3} print(table.concat(table.move(t, 1, 3, 2), ",")) print(table.concat(table.move({1, 2, 3}, 1, 3, 1, {}), ","), table.move({1}, 1, 0, 5) ~= nil, #table.move({1, 2}, 1, 2, 3)) print(pcall(table.move, {}, 1, math.maxinteger, 2)) print(pcall(table.move, {}, -1, math.maxinteger, 2)) print(pcall(table.move, {}, 1, 2)) print(pcall(table.move, 1, 1, 2, 3)) print(pcall(table.move, {}, 1, 2, 3, 4)) print(pcall(table.move, {}, 1, 2, math.maxinteger)) print(next(table.move({}, math.mininteger, math.mininteger + 1, 1)))
local log = {} local src = setmetatable({}, {__index = function(_, k) log[#log + 1] = "get" .. k return k end}) local dst = setmetatable({}, {__newindex = function(t, k, v) log[#log + 1] = "set" .. k rawset(t, k, v) end}) table.move(src, 1, 3, 5, dst) print(table.concat(log, " "))
--@ nextvar: metamethods are honoured by the table library
local log = {} local p = {} local t = setmetatable({}, {__len = function() return #p end, __index = function(_, k) log[#log + 1] = "g" .. tostring(k) return p[k] end, __newindex = function(_, k, v) log[#log + 1] = "s" .. tostring(k) p[k] = v end}) table.insert(t, "a") table.insert(t, 1, "b") print(table.concat(p, ","), table.concat(log, " ")) print(table.concat(t, "-"), table.unpack(t)) print(table.remove(t, 1), #t) table.insert(t, "z") table.sort(t) print(table.concat(p, ","))
--@ nextvar: length that is no integer
local t = setmetatable({}, {__len = function() return "x" end}) print(pcall(table.insert, t, 1)) print(pcall(table.unpack, t)) local t = setmetatable({}, {__len = function() return 2.0 end}) table.insert(t, 5) print(rawget(t, 3)) local t = setmetatable({}, {__len = function() return 1.5 end}) print(pcall(table.insert, t, 1)) print(pcall(table.concat, t)) print(pcall(table.sort, t))
--@ nextvar: tables without all metamethods are refused
print(pcall(table.insert, setmetatable({}, {}), 1)) print(pcall(table.concat, "x")) print(pcall(table.sort, "x"))
--@ sort: numbers and strings
local t = {3, 1, 2} table.sort(t) print(table.concat(t, " ")) t = {"b", "a", "C", "B"} table.sort(t) print(table.concat(t, " ")) t = {3, 1.5, 2, -1, 0.0, 1e10} table.sort(t) print(table.concat(t, " ")) t = {} table.sort(t) print(#t) t = {1} table.sort(t) print(t[1])
--@ sort: with comparators
local t = {3, 1, 2} table.sort(t, function(a, b) return a > b end) print(table.concat(t, " ")) local words = {"banana", "fig", "apple", "kiwi"} table.sort(words, function(a, b) if #a ~= #b then return #a < #b end return a < b end) print(table.concat(words, " ")) local recs = {{n = 2}, {n = 1}, {n = 3}} table.sort(recs, function(a, b) return a.n < b.n end) print(recs[1].n, recs[2].n, recs[3].n)
--@ sort: mistakes
print(pcall(table.sort, {3, "a", 1})) print(pcall(table.sort, {{}, {}})) print(pcall(table.sort, {1, 2, nil, 3} and {1, 2, 3}, 5)) print(pcall(table.sort)) print(pcall(table.sort, {3, 2, 1}, {})) print(pcall(table.sort, {1, 2, 3}, function() error("cmp", 0) end)) print(pcall(table.sort, setmetatable({}, {__len = function() return math.maxinteger end})))
--@ sort: bigger arrays
local t, seed = {}, 42 for i = 1, 1000 do seed = (seed * 1103515245 + 12345) % 2147483648 t[i] = seed end table.sort(t) local ok = true for i = 2, #t do ok = ok and t[i - 1] <= t[i] end print(ok, t[1], t[500], t[1000]) table.sort(t, function(a, b) return a > b end) print(t[1], t[1000]) for i = 1, 100 do t[i] = 5 end table.sort(t) print(t[1], t[100])
--@ sort: comparison with metamethod
local mt = {__lt = function(a, b) return a.v < b.v end} local t = {} for i, v in ipairs {5, 2, 8, 1} do t[i] = setmetatable({v = v}, mt) end table.sort(t) local r = {} for i, x in ipairs(t) do r[i] = x.v end print(table.concat(r, " "))
--@ sort: invalid order function
local t = {} for i = 1, 100 do t[i] = i % 7 end print(pcall(table.sort, t, function(a, b) return true end))
--@ sort: sorted input and reverse
for _, n in ipairs {2, 3, 10, 101, 500} do local a, b = {}, {} for i = 1, n do a[i] = i b[i] = n - i end table.sort(a) table.sort(b) print(a[1], a[n], b[1], b[n]) end
