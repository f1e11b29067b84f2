// Section 9.3: lexicons, uploaded and of the network.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { procedureLexicon, recordLexicon, until } from '../lib/appview.mjs'
import { admin, doubles, fixtures, game, nobody, refused } from './world.mjs'

const { host, jetstream, names } = doubles
const lexicon = recordLexicon(game, { title: { type: 'string' } })
const thing = `${fixtures}.thing`
let authority

describe('9.3 Lexicons', () => {
  before(async () => {
    authority = await host.account()
  })

  const upload = (status, lexicon_json, more) => admin(status, 'POST', '/lexicons', { lexicon_json, ...more })

  test('#23 create answers 201 with revision 1', async () => {
    assert.deepEqual(await upload(201, lexicon), { id: game, revision: 1 })
  })

  test('#24 the same again answers 200 with revision 2', async () => {
    assert.deepEqual(await upload(200, lexicon), { id: game, revision: 2 })
  })

  test('#25 another version of the language is refused', async () => {
    assert.equal((await upload(400, { ...lexicon, lexicon: 2 })).error, 'unsupported lexicon version: 2')
    const { error } = await upload(400, { ...lexicon, lexicon: '1' })
    assert.equal(error, "lexicon JSON must have a numeric 'lexicon' field")
  })

  test('#26 a lexicon without id is refused', async () => {
    const { error } = await upload(400, { lexicon: 1, defs: {} })
    assert.equal(error, "lexicon JSON must have a string 'id' field")
  })

  test('#27 an action that is none is refused', async () => {
    const { error } = await upload(400, procedureLexicon(`${fixtures}.doGame`), { action: 'nonsense' })
    assert.equal(error, "invalid action 'nonsense': must be create, update, delete, or upsert")
  })

  test('#28 the list has it', async () => {
    const [only, ...more] = await admin(200, 'GET', '/lexicons')
    assert.deepEqual(more, [])
    const { created_at, updated_at, record_schema, ...rest } = only
    assert.deepEqual(rest, {
      id: game, revision: 2, lexicon_type: 'record', backfill: true, action: null, target_collection: null,
      has_script: false, has_index_hook: false, source: 'manual', authority_did: null, last_fetched_at: null,
      token_cost: null,
    })
    assert.deepEqual(record_schema, lexicon.defs.main)
    assert.ok(Date.parse(created_at) <= Date.parse(updated_at))
  })

  test('#29 it is found by its id', async () => {
    const found = await admin(200, 'GET', `/lexicons/${game}`)
    assert.deepEqual([found.lexicon_json, found.script, found.index_hook], [lexicon, null, null])
  })

  test('#30 an unknown id is not found', async () => {
    assert.equal((await admin(404, 'GET', '/lexicons/no.such.lexicon')).error, "lexicon 'no.such.lexicon' not found")
  })

  test('#31 delete answers 204, and 404 for what is not there', async () => {
    await admin(204, 'DELETE', `/lexicons/${game}`)
    await admin(404, 'DELETE', `/lexicons/${game}`)
  })

  test('#32 a lexicon of the network is found by name server, document and record', async () => {
    const add = (status) => admin(status, 'POST', '/network-lexicons', { nsid: thing, target_collection: game })
    assert.match((await add(400)).error, /^no did= TXT record found at _lexicon\.games\.example\.org$/)
    names.set('_lexicon.games.example.org', 'v=other', `did=${authority}`)
    const { error } = await add(404)
    assert.equal(error, `lexicon record not found for ${thing} in ${authority}'s repo`)
    host.put(authority, 'com.atproto.lexicon.schema', thing, recordLexicon(thing, {}))

    const preview = await admin(200, 'GET', `/network-lexicons/resolve/${thing}`)
    assert.deepEqual([preview.nsid, preview.authority_did, preview.type], [thing, authority, 'record'])
    assert.equal(preview.lexicon_json.id, thing)
    assert.deepEqual(await admin(200, 'GET', '/network-lexicons'), [])
    assert.deepEqual(await add(201), { nsid: thing, authority_did: authority, revision: 1 })
    const [only] = await admin(200, 'GET', '/network-lexicons')
    assert.deepEqual([only.nsid, only.authority_did, only.target_collection], [thing, authority, game])
    const shown = await admin(200, 'GET', `/lexicons/${thing}`)
    assert.deepEqual([shown.source, shown.authority_did], ['network', authority])
    assert.equal((await admin(400, 'GET', '/network-lexicons/resolve/single')).error, 'invalid NSID (too few segments): single')
  })

  test('#32 it follows what its authority publishes', async () => {
    const next = recordLexicon(thing, { size: { type: 'integer' } })
    jetstream.put(authority, 'com.atproto.lexicon.schema', thing, next, 'update')

    const shown = await until(async () => {
      const now = await admin(200, 'GET', `/lexicons/${thing}`)
      return now.revision === 2 && now
    }, 'the new revision')
    assert.deepEqual(shown.lexicon_json.defs, next.defs)
    assert.equal(shown.target_collection, game)
  })

  test('#32 delete answers 204, and the lexicon is gone', async () => {
    await admin(204, 'DELETE', `/network-lexicons/${thing}`)
    await admin(404, 'GET', `/lexicons/${thing}`)
    assert.equal((await admin(404, 'DELETE', `/network-lexicons/${thing}`)).error, `network lexicon '${thing}' not found`)
    await upload(201, lexicon)
    await admin(404, 'DELETE', `/network-lexicons/${game}`)
  })

  test('#32 nobody is refused', async () => {
    refused(await nobody('GET', '/network-lexicons'), 401)
    refused(await nobody('POST', '/network-lexicons', { nsid: thing }), 401)
  })
})
