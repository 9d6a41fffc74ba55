import { load } from 'cheerio'
import { expect, test } from 'vitest'
import { linksOf, quoted, toHtml, toText } from './markdown.ts'

const BODY = `# Nominate your induction tutor

Dear colleague,
use this link: https://service.example/nominate?a=1&b=2.

* for ECTs
* for [mentors](https://service.example/mentors)

1. first
2. second

^ Keep it secret

---
Department for Education`

test('plain text shows every address in full', () => {
  expect(toText(BODY)).toBe(`Nominate your induction tutor
-----------------------------

Dear colleague,
use this link: https://service.example/nominate?a=1&b=2.

* for ECTs
* for mentors: https://service.example/mentors

1. first
2. second

Keep it secret

-----------------------------------------------------------------

Department for Education
`)
})

test('html has the same parts, a language and a title, and links that show where they lead', () => {
  const page = load(toHtml('Nominate <now>', BODY))
  expect(page('html').attr('lang')).toBe('en')
  expect(page('title').text()).toBe('Nominate <now>')
  expect(page('h2').text()).toBe('Nominate your induction tutor')
  expect(page('ul li').length).toBe(2)
  expect(page('ol li').length).toBe(2)
  expect(page('blockquote').text()).toBe('Keep it secret')
  expect(
    page('a')
      .map((_, link) => page(link).attr('href'))
      .get(),
  ).toEqual(['https://service.example/nominate?a=1&b=2', 'https://service.example/mentors'])
  page('a').each((_, link) => expect(page(link).text()).toBe(page(link).attr('href')))
})

test('links are found in the order of the text, each once', () => {
  expect(linksOf(`${BODY}\nhttps://service.example/mentors`)).toEqual([
    'https://service.example/nominate?a=1&b=2',
    'https://service.example/mentors',
  ])
})

test('html in a body is shown, never obeyed', () => {
  const html = toHtml('x', `<script>alert("1")</script> [a"b](https://x.example/"onclick=1) javascript:alert(1)`)
  const page = load(html)
  expect(page('script').length).toBe(0)
  expect(page('[onclick]').length).toBe(0)
  expect(page('p').text()).toContain('<script>alert("1")</script>')
})

test.each([
  ['[click](https://evil.example)', '(click)(https: //evil.example)'],
  ['# Boss', 'Boss'],
  ['* item\n\n# heading', 'item # heading'],
  ['1. Smith', 'Smith'],
  ['O’Brien-Smith', 'O’Brien-Smith'],
])('somebody’s words stay words: %j', (words, expected) => {
  expect(quoted(words)).toBe(expected)
  expect(linksOf(quoted(words))).toEqual([])
})
