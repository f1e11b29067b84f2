-- Runs many programs in one process of lua5.4, each in a world put back to what it was before.
-- Usage: lua5.4 oracle.lua PROGRAMS SEPARATOR; programs begin with a line `--@ title`.
local io, debug, open = io, debug, io.open
local pairs, next, rawset, type, tostring, load, xpcall = pairs, next, rawset, type, tostring, load, xpcall
local sub, find, setmetatable, getmetatable = string.sub, string.find, setmetatable, debug.getmetatable
local setmeta, write, format, path, separator = debug.setmetatable, io.write, string.format, arg[1], arg[2]
local collectgarbage = collectgarbage
local randomseed = math.randomseed

for _, name in pairs { "io", "debug", "package", "require", "dofile", "loadfile", "collectgarbage", "arg" } do
  _G[name] = nil
end
for _, name in pairs { "execute", "exit", "getenv", "remove", "rename", "setlocale", "tmpname" } do
  os[name] = nil
end
for _, name in pairs { "atan2", "cosh", "frexp", "ldexp", "log10", "pow", "sinh", "tanh" } do
  math[name] = nil -- kept by Debian for programs of Lua 5.2
end

local world = { _G, string, table, math, utf8, coroutine, os, getmetatable("") }
local globals, saved = _G, {}
for i = 1, #world do
  local copy = {}
  for k, v in pairs(world[i]) do copy[k] = v end
  saved[i] = copy
end

local function restore()
  for i = 1, #world do
    local t, copy = world[i], saved[i]
    setmeta(t, nil)
    for k in next, t do
      if copy[k] == nil then t[k] = nil end
    end
    for k, v in next, copy do t[k] = v end
  end
  setmeta("", world[#world])
end

local function message(value)
  if type(value) == "string" or type(value) == "number" then return tostring(value) end
  local meta = getmetatable(value)
  if meta and meta.__tostring then return tostring(value) end
  return format("(error object is a %s value)", type(value))
end

local file = open(path, "rb")
local text = file:read("a")
file:close()

local from = 1
while true do
  local start, stop = find(text, "^%-%-@ [^\n]*\n", from)
  if not start then break end
  local following = find(text, "\n--@ ", stop, true) or #text
  local program = sub(text, stop + 1, following)
  local chunk, complaint = load(program, "=program", "t")
  if not chunk then
    write("refused: ", complaint, "\n")
  else
    local done, problem = xpcall(chunk, message)
    if not done then write("uncaught: ", problem, "\n") end
  end
  restore()
  collectgarbage("step")
  write(separator, "\n")
  from = following + 1
end
