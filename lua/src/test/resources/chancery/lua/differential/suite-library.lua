--@ sort: stable results of unique keys under many comparators
local words = {} for w in ("the quick brown fox jumps over a lazy dog while seven wizards hex big monks"):gmatch("%a+") do words[#words + 1] = w end table.sort(words) print(table.concat(words, " ")) table.sort(words, function(a, b) return a > b end) print(table.concat(words, " ")) table.sort(words, function(a, b) local x, y = a:reverse(), b:reverse() return x < y end) print(table.concat(words, " "))
--@ sort: permutations of small arrays
local function perms(a, n, f) if n == 0 then f(a) else for i = 1, n do a[i], a[n] = a[n], a[i] perms(a, n - 1, f) a[i], a[n] = a[n], a[i] end end end local ok = 0 perms({1, 2, 3, 4, 5}, 5, function(p) local c = {table.unpack(p)} table.sort(c) if table.concat(c) == "12345" then ok = ok + 1 end end) print(ok)
--@ sort: floats, integers and negatives together
local t = {3, -1.5, 2^53, 0, -0.0, 1e-10, math.mininteger, math.maxinteger, -math.huge, math.huge, 7} table.sort(t) for _, v in ipairs(t) do io = v end print(t[1], t[2], t[#t], t[#t - 1])
--@ sort: error keeps the table usable
local t = {3, 2, "x", 1} print(pcall(table.sort, t)) print(#t) print(pcall(table.sort, {1, 2, 3, 4, 5}, function(a, b) error({}) end) == false)
--@ sort: comparators get values of the table
local ok = true local t = {5, 3, 9, 1} table.sort(t, function(a, b) ok = ok and type(a) == "number" and type(b) == "number" and select("#", a, b) == 2 return a < b end) print(ok, table.concat(t, ","))
--@ sort: only the sequence is sorted
local t = {3, 2, 1, n = 5, x = "y"} table.sort(t) print(t[1], t[3], t.n, t.x)
--@ strings: join and split
local function split(s, sep) local r = {} for piece in (s .. sep):gmatch("(.-)" .. sep:gsub("%p", "%%%0")) do r[#r + 1] = piece end return r end local r = split("a,b,,c,", ",") print(#r, table.concat(r, "|")) print(table.concat(split("1.2.3", "."), "-"))
--@ strings: numbers in and out
print(tostring(10), 10 .. "", ("%d"):format("10"), tonumber("10") + 0, "10" + 0, math.tointeger("10"), #tostring(1e15), tostring(-0.0), tostring(1e15 // 1), 2^31 | 0)
--@ strings: sub on all pairs of bounds
local s = "abc" for i = -5, 5 do local r = {} for j = -5, 5 do r[#r + 1] = s:sub(i, j) end print(i, table.concat(r, "|")) end
--@ strings: byte on all pairs of bounds
local s = "abc" for i = -4, 5 do local r = {} for j = -4, 5 do r[#r + 1] = select("#", s:byte(i, j)) end print(i, table.concat(r, " ")) end
--@ strings: find with all inits
for i = -6, 7 do print(i, ("hello"):find("l", i), ("hello"):find("", i), ("hello"):find("o", i, true), ("hello"):match("l*", i)) end
--@ strings: format of every integer conversion with flags
for _, f in ipairs {"%d", "%5d", "%-5d|", "%05d", "%+d", "% d", "%.3d", "%+.3d", "%8.3d", "%-8.3d|", "%x", "%#x", "%X", "%#X", "%08x", "%.4x", "%o", "%#o", "%i", "%+5d", "% 5d", "%-+5d|"} do print(f, f:format(42), f:format(-42), f:format(0)) end
--@ strings: format of every float conversion with flags
for _, f in ipairs {"%f", "%.0f", "%.1f", "%10.2f", "%-10.2f|", "%+f", "% f", "%010.3f", "%#.0f", "%e", "%.0e", "%.10e", "%E", "%g", "%.0g", "%.3g", "%#g", "%G", "%10g", "%-10g|", "%+g", "%.17g", "%015.4e"} do print(f, f:format(42.125), f:format(-0.001), f:format(1e20), f:format(0)) end
--@ strings: format of halves
for i = -5, 5 do print(("%.0f %.1f %.2f"):format(i + 0.5, i / 4, i / 8)) end print(("%.3f %.3f %.15f %.16f %.17f"):format(2.0005, 1.0015, 0.1, 0.1, 0.1))
--@ strings: format of large and small floats
for _, x in ipairs {1e308, 1e-308, 5e-324, 123456789012, 1/3, 2/3, 1e22, 1e23, 4.35, 0.000123456, 9.999999e9, 99999.95, 0.1 + 0.2} do print(("%f"):format(x) == ("%.6f"):format(x), ("%g"):format(x), ("%e"):format(x), ("%.14g"):format(x), ("%.17g"):format(x), ("%.3g"):format(x), ("%a"):format(x)) end
--@ strings: format s with precision and bytes
print(("%.3s|%5.2s|%-5.2s|%.0s|%s"):format("abcdef", "abcdef", "abcdef", "abc", "é")) print(("%20s|"):format("right"), ("%-20s|"):format("left"), ("%s %s"):format(1, 2.5)) print(#("%s"):format(("x"):rep(1000)), ("%5s"):format(true), ("%.2s"):format(nil))
--@ strings: quoted values read back
for _, v in ipairs {"", "a", "a\nb", "\0", "\0001", "\r\n", "\"'", "\\", "\200\201", 1, -1, 1.5, -0.0, 1e100, math.mininteger, math.maxinteger, 0.1, true, false} do local q = ("%q"):format(v) local back = load("return " .. q)() print(q, back == v, math.type(back) == math.type(v)) end
--@ strings: rep with separators
for n = 0, 4 do print(("ab"):rep(n, "-"), ("").rep("", n, "x"), ("x"):rep(n, ""), ("a"):rep(n, "\0"):len()) end
--@ strings: comparison of prefixes and bytes
local l = {"", "\0", "a", "a\0", "a\0a", "aa", "b", "\127", "\128", "\255"} for i = 1, #l do for j = 1, #l do if (l[i] < l[j]) ~= (i < j) or (l[i] <= l[j]) ~= (i <= j) then print("wrong", i, j) end end end print("compared")
--@ strings: methods on results
print(("x"):rep(3):upper():lower():len(), ("%d"):rep(2, " "):format(1, 2), ("abc"):gsub("b", "x"):upper(), (("a b"):gsub(" ", "_")))
--@ strings: tostring and concat of integers as floats
print(1e15, 1e16, 123456.0, 2^63, -2^63, 1e100 .. "", 3.0 .. "", 3 .. "", 1e15 .. "", -1e-7 .. "", 100 // 1e0 .. "", 2^53 .. "")
--@ pm: words and numbers of a line
local line = "Error 404: page /index.html not found at 12:30:59" print(line:match("%d+"), line:match("/[%w%.]+"), line:match("(%d+):(%d+):(%d+)")) for k in line:gmatch("%f[%w]%w+") do io = (io or "") .. "<" .. k .. ">" end print(io)
--@ pm: trim, pad and title
local function trim(s) return s:match("^%s*(.-)%s*$") end print("[" .. trim("  a b  ") .. "]", "[" .. trim("") .. "]", "[" .. trim("   ") .. "]") print(("hello big world"):gsub("(%a)(%w*)", function(a, b) return a:upper() .. b end))
--@ pm: url coding
local function esc(s) return (s:gsub("[^%w%-_%.~]", function(c) return ("%%%02X"):format(c:byte()) end)) end local function unesc(s) return (s:gsub("%%(%x%x)", function(h) return string.char(tonumber(h, 16)) end)) end print(esc("a b&c=d/é"), unesc(esc("a b&c=d/é")) == "a b&c=d/é")
--@ pm: nested captures and positions
print(("abc"):find("((.)(.))(.)")) print(("key=val"):match("()(%w+)()=()(%w+)()")) print(("x"):find("()x()")) print(("aXb"):gsub("(()X())", "<%1|%2|%3>"))
--@ pm: captures in back references with lengths
for _, s in ipairs {"abab", "abcabc", "aa", "aba", "xyxyxy"} do print(s, s:match("^(.+)%1$"), s:match("^(.-)%1"), s:find("(..)%1")) end
--@ pm: anchors in the middle are plain
print(("a^b$c"):match("a^b$c"), ("a^b"):find("^b"), ("$x"):match("$x"), ("x$"):match("x$$"), ("ab"):gsub("^", "x"), ("ab"):gsub("$", "x"), ("a^"):match("a^$"))
--@ pm: minus and question at ends
print(("aaa"):match("a-$"), ("aaa"):match("^a-"), ("aaa"):match("a?$"), ("b"):match("a-b?$"), ("aab"):match("^a-b$"), ("aab"):match("a?a?a?b"), (""):match("a?a-a*"))
--@ pm: sets with specials
print(("a-b]c^d"):gsub("[]^-]", "_")) print(("x%y"):match("[%%]"), ("a.b"):match("[.]"), ("[a]"):match("[[]"), ("a\\b"):match("[\\]"), ("tab\t"):match("[\t]") == "\t", ("A1_"):gsub("[%a_]", "."), ("5-7"):match("[0-9-]+"), ("+-*/"):match("[+--]+"))
--@ pm: balanced with different openers
print(("{a{b}c}d}"):match("%b{}"), ("<<>>>"):match("%b<>"), ("if a then b end"):match("%bae"), ("(()"):match("%b()"), ("()"):rep(3):gsub("%b()", "x"), ("\"a\"b\""):match('%b""'))
--@ pm: frontier at borders
print(("THE END"):gsub("%f[%w]%w+", string.lower)) print(("[word]"):find("%f[%a]"), ("word"):find("%f[%a]"), ("word"):find("%f[%A]"), ("a1b2"):gsub("%f[%d]", "#"), (""):find("%f[%z]"), ("x"):find("%f[%z]"))
--@ pm: gsub with anchored and empty repeats
print(("aaa"):gsub("^a*", "x")) print(("aaa"):gsub("a*$", "x")) print((""):gsub("^", "x")) print((""):gsub("$", "x")) print((""):gsub(".*", "x")) print(("abc"):gsub(".*", "x")) print(("abc"):gsub("%w-", "x")) print(("a b"):gsub("%s*$", ""))
--@ pm: gmatch with captures, anchors and init
for a, b in ("k1=v1;k2=v2"):gmatch("(%w+)=(%w+)") do print(a, b) end for p, w in ("ab cd"):gmatch("()(%a+)") do print(p, w) end for w in ("abc abc"):gmatch("%a+", 3) do print(w) end for w in ("abc"):gmatch(".", 10) do print("no") end for w in ("abc"):gmatch("%f[%w]()") do print(w) end for w in ("x"):gmatch("", -5) do print("e") end
--@ pm: replacement by tables with other keys
print(("1 2 3"):gsub("%d", {["1"] = "one", [2] = "two", ["3"] = 3})) print(("abc"):gsub("(.)(.)", {a = "A"})) print(("abc"):gsub("()", {[1] = "x", [2] = "y"})) print(("ab"):gsub("%w", setmetatable({}, {__index = function(_, k) return k:byte() end})))
--@ pm: find with special characters is plain when asked
for _, p in ipairs {".", "%", "[", "(", "*", "^a", "a$", "%d", "-", "+"} do print(p, ("a.%[(*^a$%d-+"):find(p, 1, true)) end
--@ pm: wrong patterns in each function
for _, f in ipairs {string.find, string.match, function(s, p) return string.gsub(s, p, "") end, function(s, p) return string.gmatch(s, p)() end} do for _, p in ipairs {"%", "[", "(", ")", "%b", "%f", "[%"} do print(p, select(2, pcall(f, "x", p))) end end
--@ tpack: round trips of integers of all sizes
for n = 1, 16 do for _, e in ipairs {"<", ">"} do local f = e .. "i" .. n local p = string.pack(f, -2) print(f, #p, (string.unpack(f, p)), p:byte(1), p:byte(-1)) end end
--@ tpack: unsigned round trips
for n = 1, 8 do local f = "<I" .. n print(f, (string.unpack(f, ("\255"):rep(n))), (string.unpack(">I" .. n, ("\0"):rep(n - 1) .. "\7"))) end
--@ tpack: strings of all prefixes
for _, f in ipairs {"s1", "s2", "s4", "s8", ">s3", "z", "c5"} do local p = string.pack(f, "hello") print(f, #p, string.unpack(f, p)) end
--@ tpack: mixed records
local f = "<i4 z s1 d B" local p = string.pack(f, -7, "name", "str", 0.5, 200) print(#p, string.unpack(f, p)) print(string.unpack("<i4", p), string.unpack("z", p, 5))
--@ tpack: floats of both sizes
for _, x in ipairs {0.0, -0.0, 1.5, -2.25, 1/0, -1/0, 3.4e38, 1e-45, 65504.0} do print((string.unpack("<f", string.pack("<f", x))), (string.unpack(">d", string.pack(">d", x))), string.pack(">f", x):byte(1, -1)) end
--@ utf8: every function at the borders of lengths
for _, c in ipairs {0, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x10FFFF} do local s = utf8.char(c) print(#s, utf8.len(s), utf8.codepoint(s) == c, utf8.offset(s, 2), s:match(utf8.charpattern) == s) end
--@ utf8: reversing and slicing by characters
local function sub(s, i, j) return s:sub(utf8.offset(s, i), utf8.offset(s, j + 1) - 1) end print(sub("héllo wörld", 2, 4), sub("héllo wörld", 8, 8)) local r = {} for _, c in utf8.codes("añb") do table.insert(r, 1, utf8.char(c)) end print(table.concat(r))
--@ files: clocks give numbers
local t0 = os.clock() local x = 0 for i = 1, 1000 do x = x + i end print(os.clock() >= t0, math.type(os.time()), os.time() == os.time(os.date("*t")) or "a second later")
--@ math: ceiling and floor at large floats
for _, x in ipairs {2^52 + 0.5, 2^53, -2^53, 2^62, 2^63, -2^63, 1e18, 1e19, 0.5, -0.5, -0.0} do print(math.floor(x), math.ceil(x), math.tointeger(x), math.type(math.floor(x))) end
--@ math: integer powers and roots
for i = 0, 10 do print(i, i ^ 2, i ^ 0.5, 2 ^ i, 10 ^ -i, (-i) ^ 3) end
--@ math: modulo identities
for _, a in ipairs {7, -7, 7.5, -7.5} do for _, b in ipairs {3, -3, 2.5, -2.5} do print(a % b, a // b, a - (a // b) * b == a % b or math.abs(a - (a // b) * b - a % b) < 1e-12) end end
--@ math: sums of floats print shortest forms
local s = 0 for i = 1, 10 do s = s + 0.1 print(s) end print(s == 1, s - 1 < 1e-9)
--@ math: random sequences are those of the reference
math.randomseed(123) local r = {} for i = 1, 10 do r[i] = math.random(100) end print(table.concat(r, " ")) math.randomseed(123, 456) print(math.random(), math.random(), math.random(5), math.random(-10, 10), math.random(0)) math.randomseed(2^53) print(math.random(1000000)) for _, m in ipairs {1, 2, 3, 7, 8, 255, 256, 1 << 32, math.maxinteger} do io = math.random(m) print(m, io) end
--@ math: converting floats to integers in calls
print(pcall(string.rep, "x", 2.5)) print(("x"):rep(2.0), ("abc"):sub(2.0), pcall(("abc").sub, "abc", "2.5")) print(select(2.0, 1, 2), utf8.char(65.0), string.char(65.0), ({10, 20})[2.0], math.max(1, 2.0))
--@ math: comparisons at the borders of 2^53
local a = 1 << 53 for _, p in ipairs {{a, 2^53}, {a + 1, 2^53}, {a - 1, 2^53}, {-a - 1, -2^53}, {math.maxinteger, 2^63}, {math.mininteger, -2^63}, {math.maxinteger - 1023, 2^63 - 1024}} do local x, y = p[1], p[2] print(x < y, x <= y, x == y, x > y, x >= y, y < x, y <= x) end
