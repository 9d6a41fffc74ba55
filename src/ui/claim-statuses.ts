/** The statuses of claims for mentor training; part of the registry in statuses.ts. Each says truly who is to act. */
export const CLAIM_STATUSES = {
  'claim-draft': {
    text: 'Not sent yet',
    colour: 'grey',
    next: {
      school: 'Check it and send it before the last day of claiming.',
      staff: 'The school sends or discards it.',
    },
  },
  'claim-discarded': {
    text: 'Discarded',
    colour: 'grey',
    next: { school: 'You can begin another claim.', staff: 'Nothing to do.' },
  },
  'claim-submitted': {
    text: 'Sent to DfE',
    colour: 'blue',
    next: {
      school: 'We send it to the payer. You can withdraw it until then.',
      provider: 'You are asked only if it is chosen for an audit.',
      staff: 'It goes to the payer with the next batch.',
    },
  },
  'claim-withdrawn': {
    text: 'Withdrawn',
    colour: 'grey',
    next: { school: 'Its hours can be claimed again.', provider: 'Nothing to do.', staff: 'Nothing to do.' },
  },
  'claim-needs-provider': {
    text: 'Needs another provider',
    colour: 'orange',
    next: {
      school: 'Name an accredited provider: the one that you named is not accredited any more.',
      provider: 'The school names another provider.',
      staff: 'The school names another provider.',
    },
  },
  'claim-with-payer': {
    text: 'Being checked for payment',
    colour: 'yellow',
    next: {
      school: 'The payer checks it and pays.',
      provider: 'Nothing to do.',
      staff: 'Upload the payer’s answer when it comes.',
    },
  },
  'claim-payer-needs-information': {
    text: 'Payer needs information',
    colour: 'orange',
    next: {
      school: 'Answer what we asked, so that the payer can pay.',
      provider: 'The school is asked for information.',
      staff: 'Ask the school, then send the payer what it needs.',
    },
  },
  'claim-information-sent': {
    text: 'Information sent to payer',
    colour: 'yellow',
    next: {
      school: 'The payer looks at it again.',
      provider: 'Nothing to do.',
      staff: 'Record what the payer decides.',
    },
  },
  'claim-not-paid': {
    text: 'Not paid',
    colour: 'red',
    next: {
      school: 'The reason is given below. Its hours can be claimed again.',
      provider: 'Nothing to do.',
      staff: 'Nothing to do, unless the school replies.',
    },
  },
  'claim-paid': {
    text: 'Paid',
    colour: 'green',
    next: {
      school: 'Nothing to do. Keep your evidence: some claims are checked.',
      provider: 'Nothing to do.',
      staff: 'Nothing to do.',
    },
  },
  'claim-in-audit': {
    text: 'Being checked with the provider',
    colour: 'yellow',
    next: {
      school: 'The provider compares it with its records. We tell you what it says.',
      provider: 'Say for each mentor whether the hours are right.',
      staff: 'Wait for the provider, or remind it.',
    },
  },
  'claim-provider-disagrees': {
    text: 'Provider disagrees',
    colour: 'orange',
    next: {
      school: 'Say whether you agree, with evidence if you do not.',
      provider: 'The school is asked to reply.',
      staff: 'Decide for each mentor once the school has replied or its time is over.',
    },
  },
  'claim-not-upheld': {
    text: 'Claim not upheld',
    colour: 'orange',
    next: {
      school: 'We work out what has to be taken back and tell you.',
      provider: 'Nothing to do.',
      staff: 'Propose a clawback with the hours really worked.',
    },
  },
  'claim-clawback-proposed': {
    text: 'Clawback waits for approval',
    colour: 'yellow',
    next: {
      school: 'We check how much has to be taken back.',
      provider: 'Nothing to do.',
      staff: 'A second person approves or refuses it.',
    },
  },
  'claim-clawback-refused': {
    text: 'Clawback refused',
    colour: 'orange',
    next: {
      school: 'We look at it again.',
      provider: 'Nothing to do.',
      staff: 'Propose it with other figures, or drop it.',
    },
  },
  'claim-clawback-agreed': {
    text: 'To be taken back',
    colour: 'orange',
    next: {
      school: 'The payer will take it back. You need not send anything.',
      provider: 'Nothing to do.',
      staff: 'It goes to the payer with the next batch.',
    },
  },
  'claim-clawback-with-payer': {
    text: 'Being taken back',
    colour: 'yellow',
    next: {
      school: 'The payer takes it off your next payment, or sends an invoice.',
      provider: 'Nothing to do.',
      staff: 'Upload the payer’s answer when it comes.',
    },
  },
  'claim-clawed-back': {
    text: 'Taken back',
    colour: 'blue',
    next: { school: 'Nothing to do.', provider: 'Nothing to do.', staff: 'Nothing to do.' },
  },
  'batch-prepared': {
    text: 'Waits for approval',
    colour: 'yellow',
    next: { staff: 'A second person approves or discards it.' },
  },
  'batch-discarded': { text: 'Discarded', colour: 'grey', next: { staff: 'Prepare another one.' } },
  'batch-sent': { text: 'Sent to payer', colour: 'blue', next: { staff: 'Upload the payer’s answer when it comes.' } },
  'batch-answered': {
    text: 'Partly answered',
    colour: 'yellow',
    next: { staff: 'Upload the rest of the payer’s answer.' },
  },
  'batch-closed': { text: 'Answered', colour: 'green', next: { staff: 'Nothing to do.' } },
  'mentor-number-not-in-use': {
    text: 'Number not in use',
    colour: 'red',
    next: {
      school: 'You cannot claim for them with this number.',
      staff: 'The school asks the mentor for the number that they use now.',
    },
  },
  'window-upcoming': {
    text: 'Upcoming',
    colour: 'teal',
    next: { school: 'Prepare your claim.', staff: 'Nothing to do.' },
  },
  'window-open': { text: 'Open', colour: 'green', next: { school: 'You can claim.', staff: 'Nothing to do.' } },
  'window-past': { text: 'Closed', colour: 'grey', next: { school: 'You cannot claim.', staff: 'Nothing to do.' } },
  'request-open': {
    text: 'Waiting for an answer',
    colour: 'yellow',
    next: { school: 'Answer by the date shown.', provider: 'Answer by the date shown.', staff: 'Wait for the answer.' },
  },
  'request-answered': {
    text: 'Answered',
    colour: 'blue',
    next: { school: 'We read your answer.', provider: 'We read your answer.', staff: 'Read the answer and settle it.' },
  },
  'request-settled': {
    text: 'Settled',
    colour: 'green',
    next: { school: 'Nothing to do.', provider: 'Nothing to do.', staff: 'Nothing to do.' },
  },
  'request-cancelled': {
    text: 'Not needed any more',
    colour: 'grey',
    next: { school: 'Nothing to do.', provider: 'Nothing to do.', staff: 'Nothing to do.' },
  },
  'evidence-waiting': {
    text: 'Being checked for viruses',
    colour: 'yellow',
    next: { school: 'Nothing to do.', provider: 'Nothing to do.', staff: 'It can be opened once it is checked.' },
  },
  'evidence-clean': {
    text: 'Received',
    colour: 'green',
    next: { school: 'Nothing to do.', provider: 'Nothing to do.', staff: 'Nothing to do.' },
  },
  'evidence-infected': {
    text: 'Not accepted',
    colour: 'red',
    next: { school: 'Upload a clean copy.', provider: 'Upload a clean copy.', staff: 'Nothing to do.' },
  },
  'evidence-failed': {
    text: 'Not checked yet',
    colour: 'orange',
    next: { school: 'We try again by ourselves.', provider: 'We try again by ourselves.', staff: 'It is tried again.' },
  },
} as const
