// Section 9.8: accounts that others write for.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { as, newApp, newUser, send } from '../lib/app.mjs'
import { procedureLexicon } from '../lib/appview.mjs'
import { admin, app, doubles, fixtures, game, refused } from './world.mjs'

const { host } = doubles
const creator = `${fixtures}.createForClub`

const post = (user, name, json) => as(user, 'POST', `/xrpc/dev.happyview.delegation.${name}`, { json })
const get = (user, name, params = {}) =>
  as(user, 'GET', `/xrpc/dev.happyview.delegation.${name}?${new URLSearchParams(params)}`)
const link = (user, club) => post(user, 'linkAccount', { did: club.did })
const add = (user, club, other, role) => post(user, 'addDelegate', { accountDid: club.did, userDid: other.did, role })
const remove = (user, club, other) => post(user, 'removeDelegate', { accountDid: club.did, userDid: other.did })
const write = (user, club) => as(user, 'POST', `/xrpc/${creator}`, { json: { title: 'Ours', delegateDid: club.did } })
const newcomer = async () => newUser(await app(), host)

/** A linked account with its owner, an admin and a member. */
async function newClub() {
  const [club, owner, manager, member] = await Promise.all([newcomer(), newcomer(), newcomer(), newcomer()])
  assert.equal((await link(owner, club)).status, 201)
  assert.equal((await add(owner, club, manager, 'admin')).status, 201)
  assert.equal((await add(owner, club, member, 'member')).status, 201)
  return { club, owner, manager, member }
}

describe('9.8 Delegation', () => {
  let club
  let owner
  let manager
  let member
  let stranger

  before(async () => {
    await admin(201, 'POST', '/lexicons', {
      lexicon_json: procedureLexicon(creator), target_collection: game, action: 'create',
    })
    ;({ club, owner, manager, member } = await newClub())
    stranger = await newcomer()
  })

  test('linkAccount answers 201, and getAccount shows the owner', async () => {
    const fresh = await newcomer()
    const linked = await link(stranger, fresh)
    assert.deepEqual([linked.status, linked.json], [201, { did: fresh.did }])
    const { createdAt, ...shown } = (await get(stranger, 'getAccount', { did: fresh.did })).json
    assert.deepEqual(shown, { did: fresh.did, role: 'owner', linkedBy: stranger.did })
    assert.ok(Date.parse(createdAt))
  })

  test('linkAccount answers 409 for what is linked already', async () => {
    refused(await link(owner, club), 409)
  })

  test('linkAccount answers 400 for the caller itself', async () => {
    refused(await link(owner, owner), 400, 'cannot link your own account as a delegate')
  })

  test('linkAccount answers 400 without a session of that account', async () => {
    const did = await host.account()
    refused(await link(owner, { did }), 400, /^no DPoP session found for the target account/)
  })

  test('unlinkAccount by the owner answers 200, and the account is not found then', async () => {
    const gone = await newClub()
    assert.deepEqual((await post(gone.owner, 'unlinkAccount', { did: gone.club.did })).json, {})
    refused(await get(gone.owner, 'getAccount', { did: gone.club.did }), 404, 'delegated account not found')
  })

  test('unlinkAccount by an admin answers 403', async () => {
    refused(await post(manager, 'unlinkAccount', { did: club.did }), 403, 'only the owner can unlink an account')
  })

  test('addDelegate answers 201, and listDelegates has two with who granted it', async () => {
    const [fresh, other] = [await newcomer(), await newcomer()]
    assert.equal((await link(owner, fresh)).status, 201)
    assert.deepEqual((await add(owner, fresh, other, 'member')).json, {})
    const { delegates } = (await get(owner, 'listDelegates', { accountDid: fresh.did })).json
    assert.deepEqual(delegates.map(({ userDid, role, grantedBy }) => [userDid, role, grantedBy]), [
      [owner.did, 'owner', owner.did], [other.did, 'member', owner.did],
    ])
  })

  test('addDelegate answers 400 for the role owner, and for none', async () => {
    refused(await add(owner, club, stranger, 'owner'), 400)
    refused(await add(owner, club, stranger, 'guest'), 400, "role must be 'admin' or 'member'")
  })

  test('addDelegate answers 409 for a delegate', async () => {
    refused(await add(owner, club, member, 'admin'), 409)
  })

  test('addDelegate by a member answers 403', async () => {
    refused(await add(member, club, stranger, 'member'), 403)
  })

  test('addDelegate by an admin answers 201', async () => {
    assert.equal((await add(manager, club, await newcomer(), 'member')).status, 201)
  })

  test('removeDelegate answers 200, and 404 for who is none', async () => {
    const fresh = await newcomer()
    await add(owner, club, fresh, 'member')
    assert.deepEqual((await remove(owner, club, fresh)).json, {})
    refused(await remove(owner, club, fresh), 404)
  })

  test('removeDelegate of the owner answers 403', async () => {
    refused(await remove(manager, club, owner), 403)
    refused(await remove(owner, club, owner), 403)
  })

  test('removeDelegate of an admin by an admin answers 403', async () => {
    const other = await newcomer()
    await add(owner, club, other, 'admin')
    refused(await remove(manager, club, other), 403)
  })

  test('removeDelegate of a member by an admin answers 200', async () => {
    const other = await newcomer()
    await add(owner, club, other, 'member')
    assert.equal((await remove(manager, club, other)).status, 200)
  })

  test('removeDelegate of an admin by the owner answers 200', async () => {
    const other = await newcomer()
    await add(owner, club, other, 'admin')
    assert.equal((await remove(owner, club, other)).status, 200)
  })

  test('listAccounts lists both that are linked, and none for others', async () => {
    const user = await newcomer()
    const clubs = [await newcomer(), await newcomer()]
    for (const one of clubs) assert.equal((await link(user, one)).status, 201)
    const { accounts } = (await get(user, 'listAccounts')).json
    assert.deepEqual(accounts.map(({ did, role }) => [did, role]), clubs.reverse().map(({ did }) => [did, 'owner']))
    assert.deepEqual((await get(await newcomer(), 'listAccounts')).json, { accounts: [] })
  })

  test('getAccount answers 404 for what is not linked, and 403 for strangers', async () => {
    refused(await get(owner, 'getAccount', { did: member.did }), 404, 'delegated account not found')
    refused(await get(stranger, 'getAccount', { did: club.did }), 403)
  })

  test('listDelegates by a member answers 403, by an admin 200', async () => {
    refused(await get(member, 'listDelegates', { accountDid: club.did }), 403, 'only owners and admins can list delegates')
    assert.equal((await get(manager, 'listDelegates', { accountDid: club.did })).status, 200)
  })

  test('a member may see the account', async () => {
    const { role, linkedBy } = (await get(member, 'getAccount', { did: club.did })).json
    assert.deepEqual([role, linkedBy], ['member', owner.did])
  })

  test('a delegated write by a stranger answers 403', async () => {
    refused(await write(stranger, club), 403, 'you are not a delegate of this account')
  })

  test('a delegated write by a member answers 403', async () => {
    refused(await write(member, club), 403, 'your role does not have write access to this account')
  })

  test('a delegated write by owner or admin is one of the account, at its host', async () => {
    for (const user of [owner, manager]) {
      const got = await write(user, club)
      assert.equal(got.status, 200, got.text)
      const written = host.records.at(-1)
      assert.deepEqual([written.repo, written.record], [club.did, { $type: game, title: 'Ours' }])
      assert.equal(got.json.uri.split('/')[2], club.did)
    }
  })

  test('nothing of this is for nobody', async () => {
    const headers = { 'x-client-key': (await app()).key }
    refused(await send('GET', '/xrpc/dev.happyview.delegation.listAccounts', { headers }), 401)
  })

  test('through another application the account is out of reach', async () => {
    const other = await newApp()
    const did = owner.did
    const again = await newUser(other, { ...host, account: () => did })
    refused(await get(again, 'getAccount', { did: club.did }), 403, 'delegation is scoped to a different application')
    refused(await add(again, club, stranger, 'member'), 403, 'delegation is scoped to a different application')
    refused(await write(again, club), 403, 'delegation is scoped to a different application')
    assert.deepEqual((await get(again, 'listAccounts')).json, { accounts: [] })
    assert.equal((await get(owner, 'listAccounts')).json.accounts.some((one) => one.did === club.did), true)
  })
})
