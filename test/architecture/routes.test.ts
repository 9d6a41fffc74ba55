import { globSync } from 'node:fs'
import { expect, test } from 'vitest'
import { endpoints, events, routes } from '#src/main/compose.ts'
import { repository } from '#src/ui/repository.ts'
import { mapOf } from '../../tools/generated/map.ts'
import { withoutPage } from './covered-by.ts'

const rows = mapOf(routes, endpoints)
const urls = (found: readonly { readonly url: string }[]) => found.map(({ url }) => url)
const features = globSync('src/modules/*/features/*', { cwd: repository })

const nameOf = (folder: string) => folder.replace('src/modules/', '').replace('/features/', '/')

test('every route has a policy with a name', () => {
  expect(urls(rows.filter(({ policy }) => policy === ''))).toEqual([])
})

test('every POST runs a command or writes only a draft, and no GET writes; doors to other services say so', () => {
  const posts = rows.filter(({ url, writes }) => /^(POST|PUT) /.test(url) && writes === 'nothing')
  const gets = rows.filter(({ url, writes }) => url.startsWith('GET ') && (writes === 'facts' || writes === 'drafts'))
  expect([...urls(posts), ...urls(gets)]).toEqual([])
})

test('every command records events that the catalogue knows', () => {
  const known = new Set(events.map(({ name }) => name))
  const faults = rows.filter(({ commands, events: recorded }) => commands.length > 0 && recorded.length === 0)
  expect(urls(faults)).toEqual([])
  expect(rows.flatMap(({ events: recorded }) => recorded).filter((name) => !known.has(name))).toEqual([])
})

test('every event of the catalogue has a name of its own', () => {
  const names = events.map(({ name, version }) => `${name} ${version}`)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})

test('no two routes answer the same URL', () => {
  const shapes = rows.map(({ url }) => url.replace(/:[a-zA-Z]+/g, ':'))
  expect(shapes.filter((shape, index) => shapes.indexOf(shape) !== index)).toEqual([])
})

test('every route leads to a feature folder, and every feature folder has a route', () => {
  expect(urls(rows.filter(({ folder }) => folder === null))).toEqual([])
  const routed = new Set(rows.map(({ folder }) => folder))
  const pageless = features.filter((folder) => !routed.has(folder)).map(nameOf)
  expect(pageless.sort()).toEqual(Object.keys(withoutPage).sort())
})

test('every feature has a browser story, its own or one that covered-by.ts names', () => {
  expect([...new Set(rows.filter(({ story }) => story === null).map(({ folder }) => folder))]).toEqual([])
})
