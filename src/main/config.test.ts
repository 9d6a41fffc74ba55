import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { STAND_IN_KEY } from './config-teaching-record.ts'

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
  TEACHING_RECORD_URL: 'https://record.example',
  TEACHING_RECORD_KEY: 'a key',
  CLAMD_URL: 'tcp://scanner.example:3310',
}

const DFE_SIGN_IN = {
  DFE_SIGN_IN_ISSUER: 'https://dfe.example:443',
  DFE_SIGN_IN_CLIENT_ID: 'client',
  DFE_SIGN_IN_CLIENT_SECRET: 'secret',
  DFE_SIGN_IN_API_URL: 'https://api.dfe.example',
  DFE_SIGN_IN_API_SECRET: 'api-secret',
  DFE_SIGN_IN_SERVICE_ID: 'service',
}
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const ONE_LOGIN = {
  ONE_LOGIN_ISSUER: 'https://one-login.example/',
  ONE_LOGIN_CLIENT_ID: 'client',
  // As a place that keeps settings on one line writes it.
  ONE_LOGIN_PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().replaceAll('\n', '\\n'),
}

test('production opens the doors that are configured, and no other', () => {
  const none = { 'dfe-sign-in': null, 'one-login': null, dfeSignInApi: null }
  expect(readConfig(PRODUCTION).doors).toMatchObject({ staff: { issuer: 'https://sign-in.example' }, ...none })
  expect(readConfig({ ...PRODUCTION, ...DFE_SIGN_IN, ...ONE_LOGIN }).doors).toMatchObject({
    'dfe-sign-in': { issuer: 'https://dfe.example:443', proof: { secret: 'secret' } },
    'one-login': { clientId: 'client', proof: { privateKey: { asymmetricKeyType: 'ec' } } },
    dfeSignInApi: { url: 'https://api.dfe.example', serviceId: 'service', secret: 'api-secret' },
  })
})

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
    teachingRecord: null,
    doors: { staff: null, 'dfe-sign-in': null, 'one-login': null, dfeSignInApi: null },
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
  ['no teaching record', { TEACHING_RECORD_URL: '', TEACHING_RECORD_KEY: '' }, 'TEACHING_RECORD_URL'],
  ['half of the teaching record', { TEACHING_RECORD_KEY: '' }, 'TEACHING_RECORD_KEY'],
  ['a plain teaching record', { TEACHING_RECORD_URL: 'http://record.example' }, 'TEACHING_RECORD_URL'],
  ['no virus scanner', { CLAMD_URL: '' }, 'CLAMD_URL'],
  ['the key of the stand-in', { TEACHING_RECORD_KEY: STAND_IN_KEY }, 'TEACHING_RECORD_KEY'],
  ['a plain issuer', { OIDC_ISSUER: 'http://sign-in.example' }, 'OIDC_ISSUER'],
  ['half of DfE Sign-in', { DFE_SIGN_IN_ISSUER: 'https://dfe.example' }, 'DFE_SIGN_IN_API_SECRET'],
  ['a plain API', { ...DFE_SIGN_IN, DFE_SIGN_IN_API_URL: 'http://api.example' }, 'DFE_SIGN_IN_API_URL'],
  ['half of GOV.UK One Login', { ONE_LOGIN_CLIENT_ID: 'client' }, 'ONE_LOGIN_PRIVATE_KEY'],
  ['a key that is none', { ...ONE_LOGIN, ONE_LOGIN_PRIVATE_KEY: 'key' }, 'ONE_LOGIN_PRIVATE_KEY'],
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
