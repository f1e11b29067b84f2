// Section 9.11: what scripts can do and what happens when they fail.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { as, newUser } from '../lib/app.mjs'
import { procedureLexicon, queryLexicon, recordLexicon } from '../lib/appview.mjs'
import { admin, app, ask, doubles, fixtures, refused, run, scripted, unique } from './world.mjs'

const { host } = doubles
const upload = (status, lexicon_json, more) => admin(status, 'POST', '/lexicons', { lexicon_json, ...more })
const value = (lua, params) => run(`function handle() ${lua} end`, params)
const raised = (lua) => value(`local ok, message = pcall(function() ${lua} end) return { ok = ok, message = tostring(message) }`)

describe('9.11 Lua: the sandbox', () => {
  test('what reaches out is gone, what counts time is there', async () => {
    const names = ['io', 'debug', 'package', 'require', 'dofile', 'loadfile', 'load', 'collectgarbage']
    assert.deepEqual(await value(`local n = 0 for _, name in ipairs({ ${names.map((n) => `"${n}"`)} }) do
      if _G[name] ~= nil then n = n + 1 end end return n`), 0)
    const os = await value('local names = {} for k in pairs(os) do names[#names + 1] = k end table.sort(names) return names')
    assert.deepEqual(os, ['clock', 'date', 'difftime', 'time'])
  })

  test('now is a moment, and identifiers by time sort and convert', async () => {
    const got = await value(`
      local a, b = TID(), TID()
      return { now = now(), len = #a, sorted = a < b, micros = TID.fromUnixMicroseconds(TID.toUnixMicroseconds(a)),
        iso = TID.toISO8601(TID.fromISO8601("2026-05-19T10:11:12.123456Z")), same = TID.fromNumber(TID.toNumber(a)) == a }`)
    assert.ok(Math.abs(Date.parse(got.now) - Date.now()) < 600_000)
    assert.deepEqual([got.len, got.sorted, got.same, got.iso], [13, true, true, '2026-05-19T10:11:12.123456Z'])
    assert.equal(got.micros.length, 13)
    assert.match((await raised('TID.toNumber("nonsense")')).message, /invalid TID: nonsense/)
    assert.match((await raised('TID.fromISO8601("soon")')).message, /invalid ISO 8601: soon/)
  })

  test('JSON goes in and out', async () => {
    const got = await value(`return { text = json.encode({ b = 1, a = toarray({}) }), back = json.decode('{"n":null,"f":3.0}'),
      empty = toarray({}), object = {} }`)
    assert.deepEqual(got, { text: '{"a":[],"b":1}', back: { n: null, f: 3 }, empty: [], object: {} })
    assert.match((await raised('json.decode("{")')).message, /json\.decode: /)
  })

  test('an upload is compiled, and has to define handle', async () => {
    const nsid = `org.example.${unique()}.bad`
    const bad = async (script) => (await upload(400, queryLexicon(nsid), { script })).error
    assert.match(await bad('function handle('), /^script compilation failed: /)
    assert.equal(await bad('local x = 1'), 'script must define a handle() function')
    assert.equal(await bad(''), 'script must define a handle() function')
    await upload(201, queryLexicon(nsid), { script: 'local key = env.KEY function handle() return key end' })
  })

  test('each failure says what it is', async () => {
    const fails = async (script) => {
      const method = await scripted(script)
      const { status, json } = await ask(method)
      assert.deepEqual([json.error, json.method], ['script_error', method])
      return [status, json.errorType, json.line]
    }
    assert.deepEqual(await fails('function handle()\n  error("boom")\nend'), [500, 'runtime', 2])
    assert.deepEqual(await fails('error("at once")\nfunction handle() end'), [500, 'syntax', 1])
    assert.deepEqual(await fails('local x = 1\nif false then function handle() end end'), [500, 'missing_handle', null])
    assert.deepEqual((await fails('while true do end function handle() end')).slice(0, 2), [408, 'timeout'])
    assert.deepEqual((await fails('function handle() while true do end end')).slice(0, 2), [408, 'timeout'])
    assert.deepEqual((await fails('function handle() return handle end')).slice(0, 2), [500, 'runtime'])
  })

  test('nil is null, and an error of its own is an answer', async () => {
    assert.equal(await value('return nil'), null)
    assert.deepEqual(await value('return { error = "mine" }'), { error: 'mine' })
  })
})

describe('9.11 Lua: other methods and other hosts', () => {
  test('xrpc.query calls a method here, and raises what fails', async () => {
    const inner = await scripted('function handle() return { n = params.n } end', { n: { type: 'integer' } })
    const got = await value(`return xrpc.query("${inner}", { n = 5 })`)
    assert.deepEqual([got.status, JSON.parse(got.body)], [200, { n: 5 }])
    assert.match((await raised('xrpc.query("com.example.nowhere.method")')).message, /xrpc query failed: /)
    assert.match((await raised('xrpc.procedure("com.example.some.method", {})')).message,
      /xrpc\.procedure requires authentication \(no caller_did\)/)
  })

  test('xrpc.procedure calls in the name of the caller', async () => {
    const [inner, outer] = [`${fixtures}.${unique()}`, `${fixtures}.${unique()}`]
    await upload(201, procedureLexicon(inner), { script: 'function handle() return { who = caller_did, got = input.n } end' })
    await upload(201, procedureLexicon(outer), { script: `function handle() return xrpc.procedure("${inner}", { n = 1 }) end` })
    const user = await newUser(await app(), host)
    const got = await as(user, 'POST', `/xrpc/${outer}`, { json: {} })
    assert.deepEqual([got.json.status, JSON.parse(got.json.body)], [200, { who: user.did, got: 1 }])
  })

  test('http speaks every verb, with headers and a body, and tells the status', async () => {
    const seen = []
    host.plain = (req, body) => {
      seen.push([req.method, req.headers['x-mine'], body])
      return [203, { 'x-yours': 'b' }, 'answered']
    }
    const got = await value(`
      local answers = {}
      for _, verb in ipairs({ "get", "post", "put", "patch", "delete", "head" }) do
        answers[#answers + 1] = http[verb]("${host.url}/plain", { headers = { ["X-Mine"] = "a" }, body = "text" })
      end
      return answers`)
    assert.deepEqual(seen, [['GET', 'a', ''], ['POST', 'a', 'text'], ['PUT', 'a', 'text'], ['PATCH', 'a', 'text'],
      ['DELETE', 'a', 'text'], ['HEAD', 'a', '']])
    for (const answer of got) assert.deepEqual([answer.status, answer.headers['x-yours']], [203, 'b'])
    assert.deepEqual(got.map(({ body }) => body), [...Array(5).fill('answered'), ''])
    assert.match((await raised('http.get("http://127.0.0.1:1/")')).message, /HTTP request failed: /)
  })
})

describe('9.11 Lua: Record', () => {
  const collection = `${fixtures}.${unique()}`
  const method = `${fixtures}.${unique()}`
  let alice

  const revise = (script) => upload(200, procedureLexicon(method), { target_collection: collection, script })
  const call = (json = {}) => as(alice, 'POST', `/xrpc/${method}`, { json })
  const answers = async (lua) => {
    await revise(`function handle() ${lua} end`)
    return (await call()).json
  }

  before(async () => {
    const lexicon = recordLexicon(collection, { text: { type: 'string' }, lang: { type: 'string', default: 'en' } }, ['text'])
    lexicon.defs.main.key = 'tid'
    await upload(201, lexicon)
    await upload(201, procedureLexicon(method), { script: 'function handle() end' })
    alice = await newUser(await app(), host)
  })

  test('a record has its defaults, the kind of its keys, and fields that nobody sets', async () => {
    const got = await answers(`local r = Record(collection, { text = "a" })
      local ok, message = pcall(function() r._uri = "x" end)
      return { lang = r.lang, key = r._key_type, text = tostring(r), rkey = #r:generate_rkey(), ok = ok, message = message }`)
    assert.deepEqual([got.lang, got.key, got.text, got.rkey, got.ok],
      ['en', 'tid', `Record(${collection}) [unsaved]`, 13, false])
    assert.match(got.message, /cannot assign to internal field '_uri'/)
  })

  test('keys are made by their kind, or the script is told why not', async () => {
    const key = (type) => `pcall(function() return Record("com.example.unknown"):set_key_type("${type}"):generate_rkey() end)`
    const got = await answers(`local _, literal = ${key('literal:self')} local _, nsid = ${key('nsid')} local _, none = ${key('none')}
      local _, unset = pcall(function() return Record("com.example.unknown"):generate_rkey() end)
      return { literal = literal, nsid = nsid, none = none, unset = unset }`)
    assert.equal(got.literal, 'self')
    assert.match(got.nsid, /cannot auto-generate rkey for nsid key type/)
    assert.match(got.none, /invalid key type 'none': expected tid, any, nsid, or literal:\*/)
    assert.match(got.unset, /no _key_type set/)
  })

  test('save sends what the lexicon declares, and is refused without what it requires', async () => {
    await revise(`function handle()
      local r = Record(collection, input):save()
      return { uri = r._uri, cid = r._cid }
    end`)
    const got = await call({ text: 'hi', other: 1 })
    assert.equal(got.status, 200, got.text)
    assert.deepEqual(host.records.at(-1).record, { $type: collection, text: 'hi', lang: 'en' })
    assert.equal(host.repos.get(alice.did).get(got.json.uri).cid, got.json.cid)

    const before = host.records.length
    const failed = await call({ other: 1 })
    refused(failed, 500, 'script_error')
    assert.match(failed.json.message, /missing required field 'text'/)
    assert.equal(host.records.length, before)
  })

  test('what a host refuses is an error of the script', async () => {
    host.failing = 'on fire'
    const failed = await call({ text: 'hi' })
    host.failing = undefined
    refused(failed, 500, 'script_error')
    assert.match(failed.json.message, /PDS createRecord returned 500: .*on fire/)
  })
})
