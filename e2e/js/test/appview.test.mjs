import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { Firehose } from '../lib/firehose.mjs'
import {
  admin, administered, clientKey, procedure, procedureLexicon, query, queryLexicon, recordLexicon, until, upload,
} from '../lib/appview.mjs'
import { base, call, get, login, newAccount, ok, rkeyOf, state, status$type, writer } from '../lib/xrpc.mjs'

const SET = 'xyz.statusphere.setStatus'
const LIST = 'xyz.statusphere.listStatuses'
const unique = () => `t${randomBytes(4).toString('hex')}`

test('the documented upsert creates, then updates, letter for letter', async () => {
  const alice = await login('alice.test', 'password')

  const first = await ok(procedure(SET, { status: 'hello' }, alice))
  const second = await ok(procedure(SET, { rkey: '3abc123', status: 'updated' }, alice))
  const created = await ok(writer(alice).record(status$type, '3abc123'))
  const third = await ok(procedure(SET, { rkey: '3abc123', status: 'again' }, alice))
  const updated = await ok(writer(alice).record(status$type, '3abc123'))

  assert.match(rkeyOf(first.uri), /^[234567a-z]{13}$/)
  assert.equal(second.uri, `at://${alice.did}/${status$type}/3abc123`)
  assert.equal(third.uri, second.uri)
  assert.notEqual(third.cid, second.cid)
  assert.equal(created.value.status, 'updated')
  assert.equal(updated.value.status, 'again')
  assert.equal(updated.value.createdAt, created.value.createdAt)
  assert.notEqual(updated.value.updatedAt, created.value.updatedAt)
  assert.equal(updated.cid, third.cid)
})

test('a query reads what was written just before', async () => {
  const account = await newAccount()

  for (let i = 0; i < 20; i++) {
    const { uri } = await ok(procedure(SET, { rkey: `k${i}`, status: `${i}` }, account))
    const { record } = await ok(query(LIST, { uri }))
    assert.equal(record.status, `${i}`)
    const { records } = await ok(query(LIST, { did: account.did, limit: 100 }))
    assert.equal(records.length, i + 1)
  }

  const page = await ok(query(LIST, { did: account.did, limit: 15 }))
  const rest = await ok(query(LIST, { did: account.did, limit: 15, cursor: page.cursor }))
  assert.equal(page.records.length, 15)
  assert.equal(rest.records.length, 5)
  assert.equal(rest.cursor, undefined)
})

test('the index follows every other way of writing, too', async () => {
  const account = await newAccount()
  const { create, put, delete: remove } = writer(account)
  const value = (status) => ({ $type: status$type, status, createdAt: new Date().toISOString() })
  const listed = async () => (await ok(query(LIST, { did: account.did }))).records.map((r) => r.status)

  const { uri, validationStatus } = await ok(create(status$type, value('one')))
  assert.equal(validationStatus, 'valid')
  assert.deepEqual(await listed(), ['one'])
  await ok(put(status$type, rkeyOf(uri), value('two')))
  assert.deepEqual(await listed(), ['two'])
  await ok(remove(status$type, rkeyOf(uri)))
  assert.deepEqual(await listed(), [])
})

test('sixteen callers of one counter lose no count', async () => {
  const account = await newAccount()
  const name = unique()
  const collection = `com.example.${name}.counter`
  const method = `com.example.${name}.count`
  const rounds = Number(process.env.COUNTS ?? 10)
  await administered(201, 'POST', '/lexicons', {
    lexicon_json: recordLexicon(collection, { n: { type: 'integer' } }, ['n']),
  })
  await administered(201, 'POST', '/lexicons', {
    lexicon_json: procedureLexicon(method),
    target_collection: collection,
    script: `
      function handle()
        local uri = "at://" .. caller_did .. "/" .. collection .. "/it"
        local counter = Record.load(uri)
        if counter then
          counter.n = counter.n + 1
        else
          counter = Record(collection, { n = 1 })
          counter:set_rkey("it")
        end
        counter:save()
        return { n = counter.n }
      end`,
  })

  const caller = async () => {
    for (let i = 0; i < rounds; i++) await ok(procedure(method, {}, account))
  }
  await Promise.all(Array.from({ length: 16 }, caller))

  assert.equal((await ok(writer(account).record(collection, 'it'))).value.n, 16 * rounds)
})

test('save_all of three is one event with three operations, or nothing at all', async () => {
  const account = await newAccount()
  const name = unique()
  const collection = `com.example.${name}.item`
  const method = `com.example.${name}.save`
  const lister = `com.example.${name}.list`
  await administered(201, 'POST', '/lexicons', {
    lexicon_json: recordLexicon(collection, { text: { type: 'string', maxLength: 10 } }, ['text']),
  })
  await administered(201, 'POST', '/lexicons', {
    lexicon_json: queryLexicon(lister), target_collection: collection,
  })
  await administered(201, 'POST', '/lexicons', {
    lexicon_json: procedureLexicon(method),
    target_collection: collection,
    script: `
      function handle()
        local records = {}
        for i, item in ipairs(input.items) do records[i] = Record(collection, item) end
        local results = Record.save_all(records)
        local uris = {}
        for i, result in ipairs(results) do uris[i] = result.uri end
        return { uris = uris }
      end`,
  })
  const hose = await Firehose.open()
  const items = ['a', 'b', 'c'].map((text) => ({ text }))

  const { uris } = await ok(procedure(method, { items }, account))
  const { head: after } = await state(account)
  const { body } = await hose.untilCommit(after.cid)
  const failed = await procedure(method, { items: [items[0], { text: 'far too long for it' }, items[2]] }, account)

  assert.equal(uris.length, 3)
  assert.equal(body.ops.length, 3)
  assert.equal(failed.status, 500)
  assert.equal(failed.json.error, 'script_error')
  assert.deepEqual((await state(account)).head, after)
  assert.equal((await ok(query(lister, { did: account.did }))).records.length, 3)
  assert.equal(hose.of(account.did).filter((f) => f.t === '#commit').length, 1)
  hose.close()
})

test('a client key is needed on methods of lexicons and nowhere else', async () => {
  const keyless = await call('GET', LIST)
  const byParameter = await call('GET', LIST, { params: { client_key: clientKey } })
  const described = await get('com.atproto.server.describeServer')

  assert.equal(keyless.status, 401)
  assert.match(keyless.json.error, /Missing client identification/)
  assert.equal(byParameter.status, 200)
  assert.equal(described.status, 200)
})

test('nobody in particular calls queries alone', async () => {
  const anonymous = await procedure(SET, { status: 'x' })

  assert.equal(anonymous.status, 401)
})

test('scripts that break their budgets are told so, and change nothing', async () => {
  const account = await newAccount()
  const name = unique()
  const run = async (script) => {
    const method = `com.example.${name}.bad`
    const got = await upload(queryLexicon(method), { script })
    assert.ok([200, 201].includes(got.status), JSON.stringify(got.json))
    return query(method, {}, account)
  }
  const before = await state(account)

  const endless = await run('function handle() while true do end end')
  const greedy = await run('function handle() local t = {} for i = 1, 1e9 do t[i] = ("x"):rep(1000) end end')
  const deep = await run('local function f() return 1 + f() end function handle() return f() end')
  const broken = await run('function handle()\n  error("boom")\nend')

  assert.deepEqual([endless.status, endless.json.errorType], [408, 'timeout'])
  assert.equal(greedy.json.errorType, 'memory')
  assert.ok(deep.status >= 400)
  assert.deepEqual([broken.status, broken.json.errorType, broken.json.line], [500, 'runtime', 2])
  assert.deepEqual(await state(account), before)
})

test('a script is compiled at its upload and never run', async () => {
  const name = unique()
  const bad = (script) => upload(queryLexicon(`com.example.${name}.bad`), { script })

  const wrong = await bad('function handle(')
  const missing = await bad('local x = 1')
  const dangerous = await bad('error("not to be run") function handle() end')

  assert.equal(wrong.status, 400)
  assert.match(wrong.json.error, /^script compilation failed: /)
  assert.deepEqual([missing.status, missing.json.error], [400, 'script must define a handle() function'])
  assert.equal(dangerous.status, 201)
})

test('raw SQL reads the index, and neither writes nor looks elsewhere', async () => {
  const name = unique()
  const method = `com.example.${name}.sql`
  await administered(201, 'POST', '/lexicons', {
    lexicon_json: queryLexicon(method, { sql: { type: 'string' } }),
    script: 'function handle() return { rows = db.raw(params.sql) } end',
  })
  const account = await newAccount()
  await ok(procedure(SET, { rkey: 'a', status: 'hi' }, account))

  const { rows } = await ok(query(method, {
    sql: `SELECT count(*) AS n FROM records WHERE did = '${account.did}'`,
  }))
  assert.deepEqual(rows, [{ n: 1 }])
  for (const sql of [
    'DELETE FROM records', 'DROP TABLE records', 'PRAGMA table_list', 'SELECT * FROM sqlite_master',
    "ATTACH DATABASE '/etc/passwd' AS p", 'SELECT load_extension(1)', 'SELECT * FROM lexicons', 'SELECT 1; SELECT 2',
  ]) {
    const got = await query(method, { sql })
    assert.equal(got.status, 500, sql)
    assert.match(got.json.message, /db\.raw query failed: /, sql)
  }
})

test('requests of scripts into private networks are refused', async () => {
  const method = `com.example.${unique()}.get`
  await administered(201, 'POST', '/lexicons', {
    lexicon_json: queryLexicon(method, { url: { type: 'string' } }),
    script: 'function handle() return { status = http.get(params.url).status } end',
  })

  for (const url of [`${base}/livez`, 'http://169.254.169.254/latest', 'http://10.0.0.1/', 'http://[::1]:22/', 'file:///etc/passwd']) {
    const got = await query(method, { url })
    assert.equal(got.status, 500, url)
    assert.match(got.json.message, /HTTP request failed/, url)
  }
})

test('an index hook changes what is indexed, and keeps records out', async () => {
  const account = await newAccount()
  const name = unique()
  const collection = `com.example.${name}.note`
  const lister = `com.example.${name}.list`
  await administered(201, 'POST', '/lexicons', {
    lexicon_json: recordLexicon(collection, { text: { type: 'string' } }),
    index_hook: `
      function handle()
        if action == "delete" then return true end
        if record.text == "spam" then return nil end
        record.upper = record.text:upper()
        return record
      end`,
  })
  await administered(201, 'POST', '/lexicons', { lexicon_json: queryLexicon(lister), target_collection: collection })
  const { create, delete: remove } = writer(account)
  await ok(create(collection, { text: 'spam' }))
  const { uri } = await ok(create(collection, { text: 'ham' }))
  const texts = async () => (await ok(query(lister, { did: account.did }))).records.map((r) => r.upper)

  await until(async () => (await texts()).length === 1, 'indexing')
  assert.deepEqual(await texts(), ['HAM'])
  await ok(remove(collection, rkeyOf(uri)))
  await until(async () => (await texts()).length === 0, 'deletion')
})

test('the admin API asks who is there, and what they may do', async () => {
  const nobody = await fetch(`${base}/admin/lexicons`)
  const wrong = await admin('GET', '/lexicons', undefined, 'hv_00000000000000000000000000000000')
  const key = await administered(201, 'POST', '/api-keys', { name: 'reader', permissions: ['lexicons:read'] })
  const reading = await admin('GET', '/lexicons', undefined, key.key)
  const writing = await admin('POST', '/script-variables', { key: 'X', value: 'y' }, key.key)

  assert.equal(nobody.status, 401)
  assert.equal(wrong.status, 401)
  assert.equal(reading.status, 200)
  assert.deepEqual([writing.status, writing.json.error], [403, 'InsufficientPermissions'])
})

test('variables of scripts are masked for people and whole for scripts', async () => {
  const method = `com.example.${unique()}.env`
  await administered(204, 'POST', '/script-variables', { key: 'SECRET', value: 'secretvalue' })
  await administered(201, 'POST', '/lexicons', {
    lexicon_json: queryLexicon(method), script: 'function handle() return { value = env.SECRET, none = env.NONE } end',
  })

  const listed = (await administered(200, 'GET', '/script-variables')).find((v) => v.key === 'SECRET')
  assert.equal(listed.preview, 'secr****')
  assert.deepEqual(await ok(query(method)), { value: 'secretvalue' })
})

test('a client with two tokens is limited at the third call', async () => {
  const { client_key: key } = await administered(201, 'POST', '/api-clients', {
    name: 'small', client_id_url: `https://${unique()}.example/metadata.json`, client_uri: 'https://small.example',
    redirect_uris: ['https://small.example/cb'], rate_limit_capacity: 2, rate_limit_refill_rate: 0.01,
  })
  const ask = () => call('GET', LIST, { headers: { 'x-client-key': key } })

  const first = await ask()
  await ask()
  const third = await ask()

  assert.equal(first.headers.get('ratelimit-limit'), '2')
  assert.equal(first.headers.get('ratelimit-remaining'), '1')
  assert.equal(third.status, 429)
  assert.equal(third.json.error, 'RateLimited')
  assert.ok(Number(third.headers.get('retry-after')) > 0)
})

test('unknown methods of others need a client key and an open policy', async () => {
  const keyless = await call('GET', 'com.example.unknown.method')
  await administered(204, 'PUT', '/settings/xrpc-proxy', { mode: 'disabled', nsids: [] })
  const denied = await query('com.example.unknown.method')
  await administered(204, 'PUT', '/settings/xrpc-proxy', { mode: 'open', nsids: [] })

  assert.equal(keyless.status, 501)
  assert.equal(denied.status, 403)
  assert.equal(denied.json.error, 'NSID not allowed by proxy policy')
})
