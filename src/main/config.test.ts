import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

const PRODUCTION = {
  APP_ENV: 'production',
  BASE_URL: 'https://service.example/',
  DATABASE_URL: 'postgres://database.example/platform',
  SESSION_SECRET: 'a-secret-that-is-long-enough-for-anyone',
  EMAIL_TRANSPORT: 'notify',
  NOTIFY_API_KEY: 'key',
  NOTIFY_TEMPLATE_ID: 'template',
  NOTIFY_CALLBACK_TOKEN: 'token',
  OIDC_ISSUER: 'https://sign-in.example',
  OIDC_CLIENT_ID: 'client',
  OIDC_CLIENT_SECRET: 'client-secret',
}

test('an empty environment is a development one', () => {
  expect(readConfig({})).toMatchObject({
    appEnv: 'development',
    role: 'all',
    host: '127.0.0.1',
    port: 3000,
    baseUrl: 'http://127.0.0.1:3000',
    databaseUrl: null,
    dataDir: '.data',
    email: { transport: 'development' },
    oidc: null,
    trustedProxies: [],
    hasDevelopmentDoors: true,
  })
})

test('a full production environment is accepted and has no development doors', () => {
  const config = readConfig({ ...PRODUCTION, TRUSTED_PROXIES: '10.0.0.0/8, 127.0.0.1' })
  expect(config).toMatchObject({
    baseUrl: 'https://service.example',
    hasDevelopmentDoors: false,
    email: { transport: 'notify', baseUrl: null },
    trustedProxies: ['10.0.0.0/8', '127.0.0.1'],
  })
})

test('production names every development setting at once', () => {
  expect(() => readConfig({ APP_ENV: 'production', BASE_URL: 'http://service.example' })).toThrow(
    /DATABASE_URL.*BASE_URL.*SESSION_SECRET.*EMAIL_TRANSPORT.*OIDC_ISSUER/s,
  )
})

test.each([
  ['the development secret', { SESSION_SECRET: readConfig({}).sessionSecret }, 'SESSION_SECRET'],
  ['a short secret', { SESSION_SECRET: 'short' }, 'SESSION_SECRET'],
  ['no callback token', { NOTIFY_CALLBACK_TOKEN: '' }, 'NOTIFY_CALLBACK_TOKEN'],
  ['a plain Notify address', { NOTIFY_BASE_URL: 'http://notify.example' }, 'NOTIFY_BASE_URL'],
  ['the stand-in of Notify', { NOTIFY_BASE_URL: 'stand-in' }, 'NOTIFY_BASE_URL'],
  ['a plain issuer', { OIDC_ISSUER: 'http://sign-in.example' }, 'OIDC_ISSUER'],
])('production refuses %s', (_fault, change, name) => {
  expect(() => readConfig({ ...PRODUCTION, ...change })).toThrow(name)
})

test.each([
  [{ PORT: 'abc' }, 'PORT'],
  [{ PORT: '70000' }, 'PORT'],
  [{ ROLE: 'both' }, 'ROLE'],
  [{ DATABASE_URL: 'mysql://somewhere' }, 'DATABASE_URL'],
  [{ EMAIL_TRANSPORT: 'smtp' }, 'SMTP_URL'],
  [{ EMAIL_TRANSPORT: 'notify' }, 'NOTIFY_API_KEY'],
  [{ OIDC_ISSUER: 'https://sign-in.example' }, 'OIDC_CLIENT_ID'],
])('refuses %j', (variables, name) => {
  expect(() => readConfig(variables)).toThrow(name)
})

test('an empty variable is as good as none', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 3000, databaseUrl: null })
})
