import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { load } from 'cheerio'
import { ASSETS_FOLDER, type AssetName, assetPath } from '#src/ui/assets.ts'
import { callsASecond, interleaved, pagesASecond } from './pages/measure.ts'
import { ourApp } from './pages/ours.ts'
import { type PageName, stockApp } from './pages/stock.ts'

/** Least times as many pages a second as the sector's stack makes of the same page (quality.md). */
const BAR = 5
const RENDER = { rounds: 9, milliseconds: 300 }
const LOOPBACK = { rounds: 5, seconds: 2 }
const KB = 1024

type Rate = {
  readonly page: PageName
  readonly how: 'render' | 'loopback'
  readonly ours: number
  readonly stock: number
  readonly times: number
}
type Size = { readonly what: string; readonly bytes: number; readonly most: number }
export type Report = { readonly rates: readonly Rate[]; readonly sizes: readonly Size[]; readonly held: boolean }

/** Pages a second of our form and list pages against the same pages by Express and stock macros, and bytes against the budget. */
export async function benchPages(): Promise<Report> {
  const apps = { ours: ourApp(), stock: stockApp() }
  for (const page of ['form', 'list'] as const) demandSamePage(page, apps)
  const rates = [await renderRate('form', apps), await renderRate('list', apps), ...(await loopbackRates(apps))]
  const sizes = sizesOf(apps.ours.render)
  const held = rates.every(({ times }) => times >= BAR) && sizes.every(({ bytes, most }) => bytes <= most)
  return { rates, sizes, held }
}

type Apps = { readonly ours: ReturnType<typeof ourApp>; readonly stock: ReturnType<typeof stockApp> }

/** Both must say the same with the same elements, or the comparison means nothing. */
function demandSamePage(page: PageName, { ours, stock }: Apps): void {
  const [one = [], other = []] = [ours.render(page), stock.render(page)].map(outline)
  const at = one.findIndex((line, position) => line !== other[position])
  if (at >= 0) throw new Error(`The ${page} pages differ: ours ${one[at]}, stock ${other[at]}`)
}

/** Every element with its classes, and the words, whatever the white space. */
function outline(text: string): readonly string[] {
  const html = load(text)
  const elements = html('body *')
    .toArray()
    .map((element) => `${html(element).prop('tagName')}.${html(element).attr('class') ?? ''}`)
  return [...elements, html('body').text().replace(/\s+/g, '')]
}

async function renderRate(page: PageName, { ours, stock }: Apps): Promise<Rate> {
  const found = await interleaved(RENDER.rounds, {
    ours: () => callsASecond(() => ours.render(page), RENDER.milliseconds),
    stock: () => callsASecond(() => stock.render(page), RENDER.milliseconds),
  })
  return { page, how: 'render', ...found, times: found.ours / found.stock }
}

async function loopbackRates({ ours, stock }: Apps): Promise<readonly Rate[]> {
  const port = await ours.listen()
  const server = await stock.listen()
  const stockPort = portOf(server)
  const rates: Rate[] = []
  for (const page of ['form', 'list'] as const) {
    const found = await interleaved(LOOPBACK.rounds, {
      ours: () => pagesASecond(`http://127.0.0.1:${port}/${page}`, LOOPBACK.seconds),
      stock: () => pagesASecond(`http://127.0.0.1:${stockPort}/${page}`, LOOPBACK.seconds),
    })
    rates.push({ page, how: 'loopback', ...found, times: found.ours / found.stock })
  }
  server.close()
  await ours.stop()
  return rates
}

function portOf(server: Server): number {
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port')
  return address.port
}

/** Compressed, as browsers get them. */
function sizesOf(render: (page: PageName) => string): readonly Size[] {
  const asset = (name: AssetName, path = assetPath(name)) => fileBytes(path)
  const scripts = asset('app.js') + fileBytes(imported(assetPath('app.js')))
  const form = gzipSync(render('form')).length
  const firstView = form + asset('app.css') + scripts + fontsAndCrest() + asset('favicon.svg')
  return [
    { what: 'HTML of the form page, gzip', bytes: form, most: 14 * KB },
    { what: 'HTML of the list page, gzip', bytes: gzipSync(render('list')).length, most: 30 * KB },
    {
      what: 'HTML of the list page, brotli 4',
      bytes: brotliCompressSync(render('list'), { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length,
      most: 30 * KB,
    },
    { what: 'CSS, gzip', bytes: asset('app.css'), most: 20 * KB },
    { what: 'JavaScript outside pickers, gzip', bytes: scripts, most: 15 * KB },
    { what: 'First view: HTML, CSS, JavaScript, 2 fonts, crest, icon', bytes: firstView, most: 120 * KB },
    { what: 'Repeat view: HTML', bytes: form, most: 20 * KB },
  ]
}

const fileOf = (path: string): string => join(ASSETS_FOLDER, path.replace('/assets/', ''))

const fileBytes = (path: string): number => readFileSync(`${fileOf(path)}.gz`).length

const imported = (path: string): string => /from"(\/assets\/[^"]+)"/.exec(readFileSync(fileOf(path), 'utf8'))?.[1] ?? ''

/** What the style sheet asks for: fonts as they are, the crest compressed. */
function fontsAndCrest(): number {
  const css = readFileSync(fileOf(assetPath('app.css')), 'utf8')
  const asked = new Set([...css.matchAll(/url\((\/assets\/[^)]+\.(?:woff2|svg))\)/g)].map(([, path = '']) => path))
  const bytes = [...asked].map((path) => (path.endsWith('.svg') ? fileBytes(path) : readFileSync(fileOf(path)).length))
  return bytes.reduce((sum, one) => sum + one, 0)
}

const shown = ({ rates, sizes, held }: Report): string =>
  [
    ...rates.map(
      ({ page, how, ours, stock, times }) =>
        `${page} page, ${how}: ours ${ours.toFixed(0)}/s, Express with stock macros ${stock.toFixed(0)}/s: ${times.toFixed(1)} times (bar ${BAR})`,
    ),
    ...sizes.map(({ what, bytes, most }) => `${what}: ${(bytes / KB).toFixed(1)} KB of ${most / KB}`),
    held ? 'PASS' : 'FAIL',
  ].join('\n')

/** bin/bench pages */
const report = await benchPages()
console.log(shown(report))
if (!report.held) process.exitCode = 1
