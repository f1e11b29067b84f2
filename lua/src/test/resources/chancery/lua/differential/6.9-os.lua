--@ files: date in all formats
print(os.date("!%Y-%m-%d %H:%M:%S", 0)) print(os.date("!%a %A %b %B %d %j %m %p %w %y %Z %%", 86400 * 200)) print(os.date("!%c|%x|%X", 1000000000)) print(os.date("!%D|%e|%F|%h|%I|%M|%n|%R|%t|%T|%u|%g|%G|%U|%V|%W|%C", 1234567890)) print(os.date("!%r", 1234567890)) print(pcall(os.date, "!%s", 1)) print(os.date("!", 0), os.date("!plain", 0), os.date("!%Ey %Od", 0))
--@ files: date tables
local t = os.date("!*t", 1234567890) for _, k in ipairs {"year", "month", "day", "hour", "min", "sec", "wday", "yday", "isdst"} do print(k, t[k]) end local t = os.date("*t", 0) print(t.year, t.isdst, math.type(t.hour))
--@ files: date mistakes
print(pcall(os.date, "%Q", 0)) print(pcall(os.date, "%", 0)) print(pcall(os.date, "%E", 0)) print(pcall(os.date, "%Ez", 0)) print(pcall(os.date, "%Oq", 0)) print(pcall(os.date, "!%c", "x")) print(pcall(os.date, "!%c", 1.5)) print(pcall(os.date, {})) print(pcall(os.date, "!%c", 2^60)) print(pcall(os.date, "*t", 2^60))
--@ files: time of a table
print(os.time({year = 2000, month = 1, day = 1, hour = 0})) print(os.time({year = 2000, month = 1, day = 1})) print(os.time({year = 2000, month = 13, day = 32, hour = 25, min = 61, sec = 61})) print(pcall(os.time, {year = 1970, month = 1, day = 1, hour = 0, min = 0, sec = -1})) print(os.time({year = "2000", month = "2", day = "29", hour = "12.0"})) local t = {year = 2024, month = 14, day = -3, hour = 30} os.time(t) print(t.year, t.month, t.day, t.hour, t.min, t.sec, t.wday, t.yday, t.isdst)
--@ files: time mistakes
print(pcall(os.time, {})) print(pcall(os.time, {year = 2000})) print(pcall(os.time, {year = 2000, month = 1})) print(pcall(os.time, {year = 2000, month = "x", day = 1})) print(pcall(os.time, {year = 2000, month = 1.5, day = 1})) print(pcall(os.time, {year = 2^40, month = 1, day = 1})) print(pcall(os.time, 5)) print(pcall(os.time, {year = 2000, month = {}, day = 1})) print(pcall(os.time, {year = 2000, month = 2^31, day = 1}))
--@ files: time and date go round
for _, x in ipairs {0, 1, 86399, 86400, 951782400, 1709164800, 4102444800, -2, -86400} do local t = os.date("!*t", x) t.isdst = nil print(os.time(t) == x, os.date("!%F %T", x)) end print(math.type(os.time()), os.time() > 1600000000)
--@ files: difftime and clock
print(os.difftime(10, 5), os.difftime(5, 10), math.type(os.difftime(1, 0))) print(pcall(os.difftime)) print(pcall(os.difftime, 1)) print(pcall(os.difftime, "x", 1)) print(math.type(os.clock()), os.clock() >= 0)
--@ files: long date formats
print(#os.date("!" .. ("%Y"):rep(100), 0), os.date("!a\0b", 0) == "a\0b", #os.date("!" .. ("x"):rep(1000), 0))
