--@ math: constants
print(math.pi, math.huge, -math.huge, math.maxinteger, math.mininteger, math.type(math.pi))
--@ math: abs, ceil, floor
print(math.abs(-5), math.abs(5.5), math.abs(-0.0), math.abs(math.mininteger), math.abs("-3"), math.abs(-1/0)) print(math.ceil(1.5), math.ceil(-1.5), math.ceil(5), math.ceil(2^70), math.ceil(-0.5), math.floor(1.5), math.floor(-1.5), math.floor(7), math.floor(-2^70), math.floor("3.7"), math.type(math.floor(2.0)), math.floor(1/0)) print(pcall(math.abs)) print(pcall(math.floor, {})) print(pcall(math.ceil, "x"))
--@ math: max and min
print(math.max(1, 2.5, -1), math.min(1, 2.5, -1), math.max(1), math.max(2, 2.0), math.min(2.0, 2), math.max(-0.0, 0.0), math.max(1, math.huge), math.type(math.max(1, 2))) print(pcall(math.max)) print(pcall(math.min)) print(pcall(math.max, 1, "x")) print(pcall(math.max, "10", 9)) print(math.max(math.maxinteger, 2^63), math.max(1, 0/0) , math.min(5, 0/0))
--@ math: sqrt, exp, log
print(math.sqrt(2), math.sqrt(16), math.sqrt(-1) ~= math.sqrt(-1), math.exp(0), math.exp(1), math.log(1), math.log(math.exp(1)), math.log(8, 2), math.log(1000, 10), math.log(27, 3), math.log(0), math.log(1024, 2), math.log(100, 10.0), math.log(2, 4)) print(pcall(math.log)) print(pcall(math.sqrt, {}))
--@ math: trigonometry
for _, x in ipairs {0, 0.5, 1, -1, 3, 10, 1e6} do print(("%.10f %.10f %.8f"):format(math.sin(x), math.cos(x), math.tan(x))) end print(("%.12f %.12f %.12f %.12f %.12f"):format(math.asin(0.5), math.acos(0.5), math.atan(1), math.atan(1, -1), math.atan(-0.0, -1))) print(math.deg(math.pi), math.rad(180), math.asin(2) ~= math.asin(2), math.atan(1/0), math.atan(0, 0), math.atan(1, 0))
--@ math: fmod and modf
print(math.fmod(7, 3), math.fmod(-7, 3), math.fmod(7, -3), math.fmod(-7, -3), math.fmod(5.5, 2), math.fmod(-5.5, 2), math.fmod(1, math.huge), math.type(math.fmod(7, 3)), math.fmod(math.mininteger, -1)) print(pcall(math.fmod, 1, 0)) print(math.fmod(1, 0.0) ~= math.fmod(1, 0.0)) print(math.modf(3.7)) print(math.modf(-3.7)) print(math.modf(5)) print(math.modf(1/0)) print(math.modf(-1/0)) print(pcall(math.modf)) print(pcall(math.fmod, 1)) print(math.modf(0/0) ~= math.modf(0/0), math.modf(2^53), math.modf("1.5"))
--@ math: tointeger
print(math.tointeger(5), math.tointeger(5.0), math.tointeger(5.5), math.tointeger("8"), math.tointeger("x"), math.tointeger(2^63), math.tointeger({}), math.tointeger(-0.0), math.tointeger(1/0), math.tointeger("5.0"), math.tointeger("0x10"), math.tointeger(true)) print(pcall(math.tointeger))
--@ math: ult
print(math.ult(1, 2), math.ult(2, 1), math.ult(1, -1), math.ult(-1, 1), math.ult(-2, -1), math.ult(0, 0), math.ult(2.0, 3)) print(pcall(math.ult, 1)) print(pcall(math.ult, 1.5, 2)) print(pcall(math.ult, "x", 2))
--@ math: random with a seed
math.randomseed(42) print(math.random(1, 100), math.random(1, 100), math.random(10), math.random()) math.randomseed(42, 7) print(math.random(0), math.random(-5, 5), math.random(math.mininteger, math.maxinteger), math.random(1 << 40)) print(pcall(math.randomseed, 1.5)) math.randomseed(2.0) print(math.random(1000)) math.randomseed(-1) for i = 1, 5 do io = math.random(6) end print(io) math.randomseed(0, 0) print(math.random(), math.random(3, 7))
--@ math: random keeps in bounds
for i = 1, 200 do local x, f = math.random(3, 5), math.random() assert(x >= 3 and x <= 5 and f >= 0 and f < 1) end print(math.random(7, 7), math.type(math.random()), math.type(math.random(5))) print(pcall(math.random, 2, 1)) print(pcall(math.random, 0.5)) print(pcall(math.random, 1, 2, 3)) print(pcall(math.random, "x")) print(pcall(math.random, -1)) print(pcall(math.randomseed, "x"), pcall(math.random, math.maxinteger, math.mininteger))
--@ math: division and modulo of negatives
for _, p in ipairs {{7, 3}, {-7, 3}, {7, -3}, {-7, -3}, {6, 3}, {-6, 3}, {0, 5}, {1, -5}} do local a, b = p[1], p[2] print(a // b, a % b, a / b, a // (b + 0.0), a % (b + 0.0), math.fmod(a, b)) end
--@ math: float modulo
print(5.5 % 2, -5.5 % 2, 5.5 % -2, -5.5 % -2, 1e308 % 3, 5 % math.huge, -5 % math.huge, 5 % -math.huge, -5 % -math.huge, 0.0 % 1, -0.0 % 1) print((math.huge % 2) ~= (math.huge % 2), 1e15 % 7, 2^53 % 3, -1 % 1e308) print(5.3 // 2, -5.3 // 2, 5 // 0.3, 1e308 // 1e-308, -1 // math.huge, 1 // -math.huge)
--@ math: power
print(2^10, 2^-1, (-2)^2, (-2)^3, (-8)^(1/3) ~= (-8)^(1/3), 0^0, 2^0.5, 10^15, 10^-5, 2^1024, (-1)^math.huge, 1^(0/0), 0^-1, (-0.0)^-1, 4^0.5, 27^(1/3))
--@ math: comparison of integers with floats
print(1 == 1.0, math.maxinteger == 2^63, math.maxinteger + 0.0 == 2^63, math.maxinteger < 2^63, math.maxinteger <= 2^63, math.mininteger == -2^63, math.mininteger <= -2^63, math.mininteger < -2^63) print(2^53 == 2^53 + 1, (2^53 | 0) + 1 == 2^53 + 1, (2^53 | 0) + 1 > 2^53, 9007199254740993 < 9007199254740992.0, 9007199254740993 > 9007199254740992.0, 9007199254740993 == 9007199254740992.0) print(1 < 1.5, 2 > 1.5, -1 > -1.5, 1 < math.huge, 1 > -math.huge, math.maxinteger < math.huge, math.mininteger > -math.huge, 1 < 0/0, 1 >= 0/0) print(math.maxinteger < 9223372036854775808.0, math.maxinteger > 9223372036854774784.0, 9223372036854774784 == 9223372036854774784.0)
--@ math: conversions between integer and float
print(3 | 0, 3.0 | 0, 2^53 | 0, -2^63 | 0) print(pcall(function() return 3.5 | 0 end)) print(pcall(function() return 2^63 | 0 end)) print(1e15 // 1, 7 // 1.0, 7.0 // 2, 3 * 1.0, 10 / 2, 3 - 3.0, 1 + 1.0, 2^2, 7 % 2.0)
--@ bitwise: operators
print(5 & 3, 5 | 3, 5 ~ 3, ~5, 1 << 4, 256 >> 4, -1 >> 60, -1 << 60, 1 << 63, 1 << 64, 1 >> 64, 1 << -1, 2 >> -1, -1 >> 1, 1 << 62 << 1) print(0xFF & ~0xF, 0xF0 | 0x0F, -1 ~ 0, ~0, ~~7, 3.0 & 1) print(pcall(function() return "7" & 3 end), pcall(function() return 2.0 << "3" end)) print(1 << 1000, -1 >> 1000, 1 << math.mininteger, 1 >> math.mininteger, -1 << -63, -1 >> -63, 5 << 0, math.mininteger >> 63, math.mininteger << 1)
--@ bitwise: strings convert
local a, b = "10", 3 print(pcall(function() return a | 1 end)) print(pcall(function() return b ~ a end)) print(pcall(function() return ~a end)) print(pcall(function() return a << a end)) print(pcall(function() return "3.5" | 0 end)) print(pcall(function() return "abc" & 1 end)) print(pcall(function() return 1 ~ {} end)) print(pcall(function() return "1e2" | 0 end))
--@ bitwise: floats without integer
print(pcall(function() local a = 1e100 return a & 1 end)) print(pcall(function() return 1 | 0.1 end)) print(pcall(function() return ~(0/0) end)) print(pcall(function() return math.huge >> 1 end)) print(-0.0 | 0, 1e18 | 0)
--@ math: arithmetic that mixes strings
print("1" + 1, "1.0" + 1, "0x10" + 0, " 2 " * 3, "2" ^ "3", "7" // "2", "7" % "4", -"3", -"3.0", "1e1" * 1, "9223372036854775807" + 1, "9223372036854775808" + 0) print(pcall(function() return "x" * 1 end)) print(pcall(function() return "" + 1 end)) print(pcall(function() return "1 2" + 1 end)) print(10 .. 20, "10" + "20", "a" < "b")
--@ math: integer edges
print(math.maxinteger // -1, math.mininteger // 1, math.mininteger % -1, math.maxinteger % -2, math.mininteger // 2, math.mininteger % 2, -math.mininteger == math.mininteger, math.maxinteger * -1, math.mininteger + math.mininteger, 5 // -1, -5 % math.maxinteger, 1 % math.mininteger, -1 % math.mininteger)
--@ math: integer loops at floats
for i = 9007199254740992, 9007199254740994 do print(i) end for i = 1, 0.99 do print("no") end for i = -0.5, 0.5 do print(i) end
--@ math: numerals are constants of the right type
print(math.type(1e2), math.type(100), math.type(0x10), math.type(0x1p4), math.type(1 // 1), math.type(1 / 1), math.type(2^2), math.type(1 + 1.0), math.type(3 % 2), math.type(-1), math.type("1" + 1), math.type("1" * "1.0"))
--@ math: division by zero of floats and folded constants
print(pcall(load("return 1 // 0")), pcall(load("return 1 % 0")), 0/0 ~= 0/0, -0.0, 0.0, 1/-0.0, 1/(0.0 * -1), 3 - -3, 2^-2, -(2^63) == math.mininteger)
