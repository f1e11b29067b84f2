// Methods made of lexicons and scripts at a development server, and the plain methods they stand for.
import { Client } from './client.mjs'

export class App {
  constructor(url) {
    this.url = url
    this.client = new Client(url)
    this.size = 0
  }

  async prepare() {
    const text = { type: 'string' }
    await this.upload(record('com.example.bench.item', { text, n: { type: 'integer' } }))
    await this.upload(queryOf('com.example.bench.listItems'), { target_collection: 'com.example.bench.item' })
    await this.upload(queryOf('com.example.bench.scripted'), {
      target_collection: 'com.example.bench.item',
      script: 'function handle() return db.query({ collection = collection, limit = 20 }) end',
    })
    await this.upload(queryOf('com.example.bench.get', { uri: text }), {
      script: 'function handle() return { record = db.get(params.uri) } end',
    })
    await this.upload(procedureOf('com.example.bench.upsert'), {
      target_collection: 'com.example.bench.item',
      script: `
        function handle()
          local uri = "at://" .. caller_did .. "/" .. collection .. "/" .. input.rkey
          local item = Record.load(uri)
          if item then
            item.text = input.text
          else
            item = Record(collection, { text = input.text })
            item:set_rkey(input.rkey)
          end
          item:save()
          return { uri = item._uri, cid = item._cid }
        end`,
    })
    this.accounts = await this.client.accounts(64)
    await this.client.loop(16, { count: 2000 }, (i) => this.putPlain(i))
  }

  async warmUp(seconds) {
    const phases = this.phases()
    await this.client.loop(16, { millis: seconds * 1000 }, (i) => phases[i % phases.length].run(i))
  }

  phases() {
    return [
      { name: 'putRecord', run: (i) => this.putPlain(i) },
      { name: 'getRecord', run: (i) => this.getPlain(i) },
      { name: 'scripted upsert', run: (i) => this.upsert(i) },
      { name: 'scripted query of 20', run: () => this.list('com.example.bench.scripted') },
      { name: 'plain list of 20', run: () => this.list('com.example.bench.listItems') },
      { name: 'db.get', run: (i) => this.dbGet(i) },
    ]
  }

  /** Fills the index by batches, as a writer that is not measured. */
  async grow(size) {
    const missing = Math.max(0, size - this.size)
    const collection = 'com.example.bench.item'
    await this.client.loop(8, { count: Math.ceil(missing / 200) }, (i) => {
      const account = this.accounts[i % this.accounts.length]
      const writes = Array.from({ length: 200 }, (_, n) => ({
        $type: 'com.atproto.repo.applyWrites#create', collection, value: { $type: collection, text: `item ${i}`, n },
      }))
      return this.client.post('com.atproto.repo.applyWrites', { repo: account.did, writes }, account.token)
    })
    this.size = Math.max(size, this.size)
    await this.caughtUp()
  }

  /** Waits until the index has all that was written: a query that would wait too long is answered 503. */
  async caughtUp() {
    for (;;) {
      try {
        return await this.list('com.example.bench.listItems')
      } catch (e) {
        if (!e.message.includes(': 503 ')) throw e
      }
    }
  }

  account(i) {
    return this.accounts[i % this.accounts.length]
  }

  key(i) {
    return `k${Math.floor(i / this.accounts.length) % 16}`
  }

  putPlain(i) {
    const { did, token } = this.account(i)
    const collection = 'com.example.bench.item'
    const body = { repo: did, collection, rkey: this.key(i), record: { $type: collection, text: `put ${i}` } }
    return this.client.post('com.atproto.repo.putRecord', body, token)
  }

  /** A new record, of a type that is indexed or of one that is not. */
  create(i, collection) {
    const { did, token } = this.account(i)
    const record = { $type: collection, text: `item ${i} of a list that grows`, n: i, createdAt: new Date().toISOString() }
    return this.client.post('com.atproto.repo.createRecord', { repo: did, collection, record, validate: false }, token)
  }

  getPlain(i) {
    const { did } = this.account(i)
    return this.client.get('com.atproto.repo.getRecord', {
      repo: did, collection: 'com.example.bench.item', rkey: this.key(i),
    })
  }

  upsert(i) {
    return this.method('POST', 'com.example.bench.upsert', {
      body: { rkey: this.key(i), text: `upsert ${i}` }, token: this.account(i).token,
    })
  }

  list(nsid) {
    return this.method('GET', `${nsid}?limit=20`)
  }

  dbGet(i) {
    const uri = `at://${this.account(i).did}/com.example.bench.item/${this.key(i)}`
    return this.method('GET', `com.example.bench.get?uri=${encodeURIComponent(uri)}`)
  }

  async upload(lexicon_json, options = {}) {
    await this.fetched(`${this.url}/admin/lexicons`, {
      method: 'POST',
      headers: { authorization: 'Bearer dev', 'content-type': 'application/json' },
      body: JSON.stringify({ lexicon_json, ...options }),
    })
  }

  method(method, nsid, { body, token } = {}) {
    return this.fetched(`${this.url}/xrpc/${nsid}`, {
      method,
      headers: {
        'x-client-key': 'hvc_dev',
        ...(body && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: body && JSON.stringify(body),
    })
  }

  async fetched(url, init) {
    const res = await fetch(url, init)
    const text = await res.text()
    if (!res.ok) throw new Error(`${url}: ${res.status} ${text.slice(0, 200)}`)
    return text
  }
}

function record(id, properties) {
  return { lexicon: 1, id, defs: { main: { type: 'record', key: 'any', record: { type: 'object', properties } } } }
}

function queryOf(id, properties = {}) {
  const parameters = { type: 'params', properties: { limit: { type: 'integer' }, ...properties } }
  return { lexicon: 1, id, defs: { main: { type: 'query', parameters, output: { encoding: 'application/json' } } } }
}

function procedureOf(id) {
  const input = { encoding: 'application/json', schema: { type: 'object', properties: {} } }
  return { lexicon: 1, id, defs: { main: { type: 'procedure', input, output: { encoding: 'application/json' } } } }
}
