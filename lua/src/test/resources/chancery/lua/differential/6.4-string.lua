--@ strings: len, sub, upper, lower, reverse
print(("hello"):len(), ("hello"):upper(), ("HeLLo"):lower(), ("hello"):reverse(), (""):reverse(), ("\0a"):len())
print(("hello"):sub(2), ("hello"):sub(2, 3), ("hello"):sub(-3), ("hello"):sub(-3, -2), ("hello"):sub(0), ("hello"):sub(4, 2), ("hello"):sub(-100, 100), ("hello"):sub(6))
print(("hello"):sub(math.mininteger, math.maxinteger), ("hello"):sub(math.maxinteger), ("hello"):sub(2.0, "3"), pcall(string.sub, "x", 1.5))
print(pcall(string.sub, "x")) print(pcall(string.len)) print(pcall(string.upper, {})) print(string.upper(12), ("é"):upper() == "é")
--@ strings: byte and char
print(("abc"):byte(), ("abc"):byte(2), ("abc"):byte(-1), ("abc"):byte(1, -1)) print(("abc"):byte(10), select("#", ("abc"):byte(10)), (""):byte())
print(string.char(), string.char(72, 105), string.char(0, 255):byte(1, 2)) print(pcall(string.char, 256)) print(pcall(string.char, -1)) print(pcall(string.char, "x")) print(pcall(string.char, 1.5)) print(string.char("65"))
print(("abc"):byte(0), ("abc"):byte(3, 1), ("abc"):byte(-10, 10))
--@ strings: rep
print(("ab"):rep(3), ("ab"):rep(0), ("ab"):rep(-1), ("ab"):rep(3, ","), ("ab"):rep(1, ","), (""):rep(1000), ("x"):rep(2, ""))
print(#("x"):rep(1000), #("ab"):rep(100, "--")) print(pcall(string.rep)) print(pcall(string.rep, "x")) print(pcall(string.rep, "x", 1 << 60)) print(pcall(string.rep, "x", 2, {}))
--@ strings: comparison is by byte
print("a" < "b", "a" < "aa", "Z" < "a", "" < "\0", "\127" < "\128", "\255" > "\254", "10" < "9", "a\0b" < "a\0c", "a\0" == "a")
--@ strings: concatenation of numbers
print(1 .. "", 1.0 .. "", -0.0 .. "", 2^63 .. "", 10 // 3 .. "", 1e100 .. "|", 0x10 .. "") print((1/0) .. "", math.mininteger .. "", 0.1 .. "")
--@ strings: find plain
print(("hello world"):find("wor"), ("hello"):find("l"), ("hello"):find("xyz"), ("hello"):find(""), ("hello"):find("", 10), ("hello"):find("", 6), ("hello"):find("", 7))
print(("a.b"):find(".", 1, true), ("a+b"):find("+", 1, true), ("hello"):find("l", -2), ("hello"):find("h", -100), ("hello"):find("l", 4), ("a\0b"):find("\0"), ("a\0b"):find("b"))
print((""):find(""), (""):find("", 2), (""):find("x"), pcall(string.find, "x"), pcall(string.find, "x", {})) print(("x"):find("x", 1, "truthy"), ("abc"):find("b", nil, true))
--@ pm: classes
print(("hello world 123"):match("%a+"), ("hello world 123"):match("%d+"), ("a1_b2"):match("[%w_]+"), ("  x"):match("%s+") == "  ", ("ABC abc"):match("%u+"), ("ABC abc"):match("%l+"), ("x=1;"):match("%p"), ("\1\2"):match("%c+") == "\1\2", ("0xBEEF"):match("%x+", 3), ("a b"):match("%S+$"), ("a\tb"):match("%g+"))
local s = "" for i = 0, 255 do s = s .. string.char(i) end
for _, c in ipairs {"a", "c", "d", "g", "l", "p", "s", "u", "w", "x", "A", "C", "D", "G", "L", "P", "S", "U", "W", "X"} do print(c, #s:gsub("[^%" .. c .. "]", ""), #(s:gsub("%" .. c, ""))) end
--@ pm: sets
print(("abc123"):match("[a-c]+"), ("abc123"):match("[^a-c]+"), ("a-z"):match("[a%-z]+"), ("]x"):match("[]]"), ("^x"):match("[x^]+"), ("a]b"):match("[^]]+"), ("a-b"):match("[-a]+"), ("a-b"):match("[a-]+"), ("[%]"):match("[%[%%%]]+"), ("z"):match("[a-]"), ("%d"):match("[%%d]+"), ("9"):match("[%d-z]"), ("-"):match("[%d-z]"))
print(("\0\1\2"):find("[\0-\2]+"), ("é"):match("[\128-\255]+"), ("b"):match("[c-a]"), ("x"):match("[%a-z]"))
--@ pm: repetitions
print(("aaa"):match("a*"), ("aaa"):match("a+"), ("aaa"):match("a-"), ("aaa"):match("a?"), ("aaab"):match("a-b"), (""):match("a*"), ("b"):match("a?b"), ("<<a>>"):match("<(.-)>"), ("<<a>>"):match("<(.*)>"), ("xaaay"):match("a-y"))
print(("abc"):match("^b"), ("abc"):match("^a"), ("abc"):match("c$"), ("abc"):match("b$"), ("a$b"):match("$b"), ("a^b"):match("a^b"), ("a$"):match("a$$"), ("^"):match("^^"), ("a"):match("^$"), (""):match("^$"))
--@ pm: captures
print(("key = value"):match("(%w+)%s*=%s*(%w+)"), ("abc"):match("()b()"), ("abc"):match("((a)(b))c"), ("hello"):find("(l)(l)"), ("x"):match("()"), ("2024-01-02"):match("(%d+)-(%d+)-(%d+)"))
print(("abcabc"):match("(a)(b)(c)%1%2%3"), ("\"q\""):match("([\"'])(.-)%1"), ("aa"):match("(a)%1"), ("ab"):match("(a)%1"), (""):match("()"), ("abc"):match("(.)(.)(.)(.?)"))
--@ pm: balance and frontier
print(("f(a(b)c)d"):match("%b()"), ("((x)"):match("%b()"), ("[[]]"):find("%b[]"), ("xx"):match("%bxx"), ("THE (quick) fox"):find("%f[%a]%a+%f[%A]"), ("THE (quick) fox"):gsub("%f[%a]%a+", "W"), ("aba"):gsub("%f[a]a", "X"), ("abc"):match("%f[\0]"), ("abc"):find("%f[\0]"))
--@ pm: malformed patterns
for _, p in ipairs {"[a", "[]", "[^]", "[a-", "[%", "%", "(", ")", "(()", "%b", "%bx", "%f", "%fa", "%1", "(a%1)", "(a)%2", "[a-%", "%g(", "a)", "((((", "%0"} do print(p, pcall(string.find, "aaa", p)) end
--@ pm: too many captures
print(pcall(string.match, ("a"):rep(40), ("(a)"):rep(33))) print(select("#", string.match(("a"):rep(40), ("(a)"):rep(32))))
--@ pm: init
print(("hello"):match("l+", 4), ("hello"):match(".", -1), ("hello"):match("^l", 3), ("hello"):match("^h", 2), ("hello"):match("", 6), ("hello"):match("", 7), ("hello"):match(".-", 3), ("hello"):match("h", -50))
--@ pm: gmatch
for w in ("one two  three"):gmatch("%a+") do print(w) end for k, v in ("a=1, b=2"):gmatch("(%w+)=(%w+)") do print(k, v) end
for p in ("abc"):gmatch("()") do print(p) end for e in ("abc"):gmatch("") do io = (io or 0) + 1 end print(io) for m in ("abc"):gmatch("^a") do print(m) end for m in ("hello"):gmatch("l", 4) do print(m) end for x in ("abc"):gmatch(".", -1) do print(x) end
print(pcall(string.gmatch, "x")) print(("x"):gmatch("y")()) for a in ("aaa"):gmatch("a-") do print("[" .. a .. "]") end
local f = ("a,b"):gmatch("[^,]*") print(f(), f(), f(), f())
--@ pm: gsub with strings
print(("hello world"):gsub("o", "0"), ("hello"):gsub("l", "L", 1), ("hello"):gsub("", "-"), ("abc"):gsub("%w", "%0%0"), ("abc"):gsub("(a)(b)", "%2%1"), ("hello"):gsub("x", "y"), ("abc"):gsub(".", "%%"), ("abc"):gsub("b", "%1"))
print(("abc"):gsub("b", ""), (""):gsub("", "x"), ("abc"):gsub("b*", "-"), ("abc"):gsub("$", "!"), ("abc"):gsub("^", ">"), ("abc abc"):gsub("^abc", "X"), ("hello"):gsub("l", "L", 0), ("hello"):gsub("l", "L", -1), ("a.b"):gsub("%.", "%%."))
print(pcall(string.gsub, "abc", "b", "%2")) print(pcall(string.gsub, "abc", "b", "%")) print(pcall(string.gsub, "abc", "b", "%x")) print(pcall(string.gsub, "abc", "(b)", "%9"))
--@ pm: gsub with tables and functions
print(("$name is $age"):gsub("%$(%w+)", {name = "Bob", age = 42}), ("$x $y"):gsub("%$(%w)", {x = false, y = "Y"}), ("abc"):gsub(".", {a = 1, b = 2.5}), ("abc"):gsub("%w", function(c) if c == "b" then return nil end return c:upper() end))
print(("abc"):gsub("(a)(b)", function(x, y) return y .. x end), ("abc"):gsub("()", function(p) return p end), ("abc"):gsub(".", function() return false end), ("hello"):gsub("l", string.upper), ("abc"):gsub("b", setmetatable({}, {__index = function(_, k) return "<" .. k .. ">" end})))
print(pcall(string.gsub, "abc", "b", function() return {} end)) print(pcall(string.gsub, "abc", "b", {b = true})) print(pcall(string.gsub, "abc", "b", true)) print(pcall(string.gsub, "abc", "b")) print(pcall(string.gsub, "abc", "b", nil)) print(("abc"):gsub("b", 5), pcall(string.gsub, "abc", "b", "x", "y"))
print(("x"):gsub("x", function() error("inside", 0) end == nil and "" or "v")) print(pcall(string.gsub, "x", "x", function() error("inside", 0) end))
--@ pm: gsub counts and anchors
print(("aaa"):gsub("a", "b", 2)) print(("aaa"):gsub("^a", "b")) print(("abc def"):gsub("%w+", "%0 %0", 1)) print(("  trim  "):gsub("^%s*(.-)%s*$", "%1")) print(("a,b,,c"):gsub(",", ";")) print(string.gsub("abc", "%w", "%%%0")) print(("x y"):gsub("%s", "%%20"))
--@ pm: empty matches move on
print(("abc"):gsub("%d*", "-")) print(("a1b22"):gsub("%d*", "#")) print((" a b "):gsub("%s*", "_")) print(("aXb"):gsub("X?", "-")) print(("ab"):gsub("", "%0.")) print(("abc"):gsub(".-", "x"))
--@ pm: bytes in patterns
print(("a\0b\0"):gsub("%z", "Z")) print(("a\0b"):match("a\0b") == "a\0b", ("a\0b"):find("\0b"), ("ab\0"):match("%w+\0$") == "ab\0", ("\0\0"):gsub("\0", "n"), ("a\0b"):match("[^\0]+"), ("x\0y"):gsub(".", {["\0"] = "N"}))
--@ pm: specials
print(("a.b*c"):gsub("%p", "%%%0")) print(("f(x)"):match("%((.-)%)"), ("50%"):match("%d+%%"), ("a-b"):match("a%-b"), ("[x]"):match("%[(.)%]"), ("^$"):match("%^%$"), ("a/b"):match("a/b"), ("%%"):match("%%%%"))
--@ pm: backtracking
print(("aaaaaab"):match("a*a*b"), ("abcabcabd"):match("(abc)*abd"), ("aXbXc"):match("(.*)X(.*)"), ("aXbXc"):match("(.-)X(.*)"), ("foo.bar.baz"):match("^(.*)%.(.-)$"), ("((a)b)"):match("%((.*)%)"), ("aab"):match("a-ab"), ("xyz"):match("x.-z"))
print(string.find(("a"):rep(5000), ("a?"):rep(20) .. ("a"):rep(20))) print(#string.match(("a"):rep(20000), ".-$"), #string.match(("x"):rep(20000) .. "y", "x*y"))
--@ pm: pattern too complex
print(pcall(string.match, ("x"):rep(300000), ("x?"):rep(300000)) == false)
--@ strings: format integers
print(("%d|%5d|%-5d|%05d|%+d|% d|%i"):format(42, 42, 42, 42, 42, 42, 42)) print(("%d %d"):format(-0, math.mininteger), ("%x|%X|%#x|%o|%08x"):format(255, 255, 255, 8, 48879), ("%x"):format(-1), ("%u"):find("u")) print(("%.3d|%.0d|%5.3d|%-6.3d|"):format(5, 0, 5, 5)) print(("%d"):format(3.0), ("%d"):format("10"), ("%x"):format("0x10"))
print(pcall(string.format, "%d", 1.5)) print(pcall(string.format, "%d", "x")) print(pcall(string.format, "%d", "1.5")) print(pcall(string.format, "%d")) print(pcall(string.format, "%d", 2^63)) print(pcall(string.format, "%d", {})) print(pcall(string.format, "%u", 1))
--@ strings: format floats
print(("%f|%.2f|%10.3f|%-10.2f|%+.1f|%010.2f|%e|%.3e|%E"):format(3.14159, 3.14159, 3.14159, 3.14159, 3.14159, -3.14159, 12345.678, 12345.678, 0.00012)) print(("%g|%g|%g|%G|%.3g|%#g"):format(1e20, 0.0001, 100000, 1e-10, 1234567, 1.5)) print(("%g %g %g"):format(1e15, 1e16, 123456789)) print(("%.0f %.0f %.0f %.0f"):format(0.5, 1.5, 2.5, -0.5), ("%.20f"):format(0.1), ("%.14g"):format(0.1), ("%.17g"):format(0.1), ("%5.1f|%-8.3e|"):format(1.25, 1.25))
print(("%f %e %g"):format(1/0, -1/0, 1/0), ("%5.1f|%-5g|%05f"):format(1/0, 1/0, 1/0), ("%f"):format(3), ("%g"):format("1e3"), ("%.3f"):format(2/3), ("%f"):format(1e15), ("%.99f"):format(1/3))
print(pcall(string.format, "%f", "x")) print(("%.1f|%.2f|%.3f"):format(0.05, 0.125, 1.0005), ("%g|%g"):format(-0.0, 0.0), ("%#.0f|%#x|%#o"):format(1, 0, 8), ("%+g|% g"):format(1.5, 1.5))
--@ strings: format hexadecimal floats
print(("%a|%a|%a|%A"):format(1, 0.5, -3.75, 255)) print(("%.0a|%.1a|%.3a"):format(1.5, 1.9375, 1/3), ("%a"):format(0.0), ("%a"):format(1/0), ("%a"):format(5e-324), ("%20a|%-20a|"):format(1, 1), ("%a"):format(2^53))
--@ strings: format strings
print(("%s|%10s|%-10s|%.2s|%5.1s|"):format("hello", "hi", "hi", "hello", "hello")) print(("%s %s %s %s"):format(nil, true, 1.5, 12), ("%s"):format(setmetatable({}, {__tostring = function() return "obj" end}))) print(#("%s"):format("a\0b"), ("%s|"):format(("x"):rep(200)) == ("x"):rep(200) .. "|", #("%-99s|"):format("x"), pcall(string.format, "%10s", "a\0b")) print(pcall(string.format, "%s")) print(pcall(string.format, "%s", setmetatable({}, {__tostring = function() return 1 end})))
--@ strings: format characters and percent
print(("%c%c%c"):format(76, 117, 97), ("%5c|%-5c|"):format(65, 66), ("%%"):format(), ("100%%"):format(), #("%c"):format(0)) print(pcall(string.format, "%c", "x")) print(("%c"):format(256 + 65))
--@ strings: format quoted
print(("%q"):format('say "hi"\n\\ \0 \r \t \0011 \200')) print(("%q %q %q %q"):format(1, 1.5, math.mininteger, 1/3)) print(("%q %q %q"):format(1/0, -1/0, true), ("%q"):format(nil)) print(("%q"):format(0/0)) print(pcall(string.format, "%q", {})) print(pcall(string.format, "%10q", "x")) print(pcall(string.format, "%q")) print(load("return " .. ("%q"):format("\0\1\2\n\r\"\\\255"))() == "\0\1\2\n\r\"\\\255", ("%q"):format("a\0001b\0c"), ("%q"):format(2^53), ("%q"):format(0.1))
--@ strings: format pointers
print(("%p"):format(nil), ("%p"):format(1), ("%p"):format(true), ("%p"):format({}) ~= ("%p"):format({}), ("%10p|"):format(1), ("%-10p|"):format(nil)) local t = {} print(("%p"):format(t) == ("%p"):format(t), tostring(t):find(("%p"):format(t), 1, true) ~= nil)
--@ strings: format mistakes
for _, f in ipairs {"%", "%y", "%10", "%123d", "%.123d", "%--d", "%-+ #0d", "%5", "%ll", "%n", "%.q", "%#s", "%0s", "%+s", "%#d", "%0c", "%.3c", "%.3p", "%  d", "%1$d", "%hd", "%*d", "%-#5x", "%00005d", "%5%"} do print(f, pcall(string.format, f, 1)) end print(pcall(string.format)) print(pcall(string.format, {})) print(("no format"):format(1, 2)) print(pcall(string.format, "%d %d", 1))
--@ strings: format limits
print(#("%99d"):format(1), #("%.99d"):format(1), #("%99.99f"):format(1), pcall(string.format, "%100d", 1)) print(pcall(string.format, "%.100d", 1)) print(#("%99.99f"):format(1e308))
--@ strings: numbers as strings in methods
print(string.len(12), string.upper(1.5), string.rep(1, 3), string.sub(12345, 2, 3), string.reverse(12), string.byte(1), string.find(12345, 34), string.format("%s", 1e15), string.gsub(1001, 0, "x"))
--@ strings: tostring of floats
for _, x in ipairs {0.1, 1/3, 1e15, 1e14, 123456.789, 1e-5, 0.0001, 1e300, 2^24, 2^53 + 1.0, 100.5, 3.14159265358979, 1e21, 5e-324, 1.7976931348623157e308, 99999999999999.0, 999999999999999.0, 0.30000000000000004, 1e0, -1.5, 12345678.9} do print(x) end
--@ strings: numeral conversions round correctly
for _, s in ipairs {"0.1", "1e23", "9007199254740993", "9007199254740993.0", "2.2250738585072011e-308", "4.9e-324", "1.7976931348623159e308", "0x1.fffffffffffff8p0", "0x1.fffffffffffff7p0", "123456789012345678901234567890", "0x.0000000000000000000000001", "1e-323", "8.5e-1", "0x123456789abcdef01"} do print(s, ("%.17g"):format(tonumber(s))) end
--@ strings: arguments are checked
print(pcall(string.rep, "x", "y")) print(pcall(string.byte, "x", {})) print(pcall(string.sub)) print(pcall(string.find)) print(pcall(string.reverse)) print(pcall(string.lower, nil)) print(pcall(string.gmatch, nil, "x")) print(pcall(string.match, "x"))
--@ tpack: integers
for _, f in ipairs {"b", "B", "h", "H", "i", "I", "l", "L", "j", "J", "T", "i1", "i2", "i3", "i4", "i5", "i7", "i8", "i16", "I16"} do local p = string.pack("<" .. f, 100) print(f, #p, p:byte(1, -1)) print(string.unpack("<" .. f, p)) end
print(string.pack(">i4", 1):byte(1, -1)) print(string.pack("<i4", -2):byte(1, -1)) print(string.unpack("<i16", string.pack("<i16", -3))) print(string.unpack(">I3", "\1\2\3"), string.unpack("<I3", "\1\2\3"), string.unpack("b", "\255"), string.unpack("B", "\255"))
--@ tpack: overflow and ranges
print(pcall(string.pack, "b", 128)) print(pcall(string.pack, "b", -129)) print(pcall(string.pack, "B", 256)) print(pcall(string.pack, "B", -1)) print(pcall(string.pack, "i2", 40000)) print(string.pack("<I8", -1):byte(1, -1)) print(pcall(string.unpack, "<i16", ("\255"):rep(8) .. ("\1"):rep(8))) print(pcall(string.pack, "i17", 1)) print(pcall(string.pack, "i0", 1)) print(pcall(string.pack, "I", "x")) print(pcall(string.pack, "i", 1.5)) print(pcall(string.pack, "i99999999999", 1)) print(string.pack("<i3", -8388608):byte(1, -1)) print(pcall(string.pack, "<i3", 8388608)) print(pcall(string.pack, "<I3", 16777216))
--@ tpack: floats
print(string.pack("<f", 1.5):byte(1, -1)) print(string.pack("<d", 1.5):byte(1, -1)) print(string.pack(">n", -2):byte(1, -1)) print(string.unpack("<f", string.pack("<f", 0.1))) print(string.unpack("<d", string.pack("<d", 0.1)), string.unpack("<n", string.pack("<n", 1/0))) print(pcall(string.pack, "d", "x"), string.pack("<d", "1.5") == string.pack("<d", 1.5), string.unpack("<f", string.pack("<f", 1e300)))
--@ tpack: strings
print(string.pack("z", "hi"):byte(1, -1)) print(string.pack("s1", "hi"):byte(1, -1)) print(string.pack("<s2", "hi"):byte(1, -1)) print(#string.pack("s", "hi"), string.pack("c5", "hi"):byte(1, -1)) print(string.unpack("z", "abc\0def")) print(string.unpack("s1", "\3abcd")) print(string.unpack("c3", "abcd")) print(pcall(string.pack, "z", "a\0b")) print(pcall(string.pack, "s1", ("x"):rep(256))) print(pcall(string.pack, "c2", "abc")) print(pcall(string.pack, "c", "abc")) print(pcall(string.unpack, "z", "abc")) print(pcall(string.unpack, "s1", "\5ab")) print(pcall(string.unpack, "c5", "abc")) print(string.pack("c0", "") == "", string.unpack("c0", ""))
--@ tpack: several and positions
print(string.unpack("<i2 i2 z", string.pack("<i2 i2 z", 1, 2, "x"))) print(string.unpack("<i2", "\1\0\2\0", 3)) print(string.unpack("<i2", "\1\0\2\0", -2)) print(pcall(string.unpack, "<i2", "\1\0", 2)) print(pcall(string.unpack, "<i2", "\1\0", 4)) print(string.unpack("", "abc")) print(string.unpack("", "abc", 4)) print(pcall(string.unpack, "", "abc", 5)) print(pcall(string.unpack, "<i4", "abc")) print(string.unpack("b", "abc", 2), pcall(string.pack, "i4 i4", 1)) print(pcall(string.unpack, "b", "abc", -10))
--@ tpack: alignment
print(string.pack("<!4 b i4", 1, 2):byte(1, -1)) print(string.pack("<!2 b i4", 1, 2):byte(1, -1)) print(string.pack("<! b d", 1, 2.0):byte(1, -1)) print(string.pack("<b Xi4 i4", 1, 2):byte(1, -1)) print(string.pack("<!4 b Xi4 b", 1, 2):byte(1, -1)) print(pcall(string.pack, "!3 i4", 1)) print(pcall(string.pack, "!4 i3", 1)) print(pcall(string.pack, "X", 1)) print(pcall(string.pack, "Xz", 1)) print(pcall(string.pack, "!17 i4", 1)) print(string.unpack("<!4 b i4", string.pack("<!4 b i4", 1, 2))) print(string.pack("<b x b xx", 1, 2):byte(1, -1)) print(string.pack("<!8 b Xd Xh h", 1, 5):byte(1, -1)) print(pcall(string.pack, "Xc1", 1))
--@ tpack: endianness switches
print(string.pack(">i2 <i2 =i2", 1, 1, 1):byte(1, -1)) print(string.unpack(">i2 <i2", "\0\1\1\0"))
--@ tpack: packsize
print(string.packsize("i4"), string.packsize("<!8 b d"), string.packsize("c10 b"), string.packsize(""), string.packsize("<i2 x i4"), string.packsize("j n T"), string.packsize("!4 b Xi4")) print(pcall(string.packsize, "s")) print(pcall(string.packsize, "z")) print(pcall(string.packsize, "y")) print(pcall(string.packsize, "c2147483647 c2147483647")) print(pcall(string.packsize, "c"))
--@ tpack: bad formats
print(pcall(string.pack, "q", 1)) print(pcall(string.pack, "i1a", 1)) print(pcall(string.unpack, "w", "x")) print(string.pack(" < i1  i1 ", 1, 2):byte(1, -1)) print(pcall(string.pack)) print(pcall(string.unpack, "i")) print(pcall(string.pack, "i")) print(pcall(string.pack, "z", {})) print(pcall(string.pack, "\0", 1))
