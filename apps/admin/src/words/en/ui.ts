import type { ui as zh } from '../zh/ui'

export const ui: typeof zh = {
  semi: '; ', comma: ', ', showTable: 'Show table', showChart: 'Show chart', showMembers: 'Open these members',
  previousPage: 'Previous', nextPage: 'Next', form: 'Form', preview: 'See the effect', was: 'was',
  loading: 'Loading', again: 'Try again', id: 'Id', copyId: 'Copy the id', copied: 'Copied',
  offline: (time) => `You are offline. These are the numbers of ${time}; changes wait until you are back.`,
  offlineTitle: 'You are offline', offlineBody: 'Try again once you are connected. What you typed is still here.',
  faultTitle: 'This did not load', faultBody: 'Nothing else is affected. Try again; if it keeps failing, send the id to whoever runs the system.',
  malformedTitle: 'Something is not filled in right', missingTitle: 'Not found', missingBody: 'It may have been removed, or the link is incomplete.',
  forbiddenTitle: 'This page is not open to you', forbiddenBody: 'It needs an owner or a manager. Ask them to look, or to change your role.',
  undo: 'Undo', seconds: (n) => `${n} s`, done: 'Done', close: 'Close', cancel: 'Not now', save: 'Save', back: 'Back',
  clearFilter: 'Remove this filter', addCondition: 'Filter', copyLink: 'Copy link', linkCopied: 'Link copied; a colleague sees the same list',
  all: 'All', none: 'None', yes: 'Yes', no: 'No', member: 'Member', members: (n) => `${n} members`, points: (n) => `${n} points`,
  loadFailedFor: (what) => `${what} could not be worked out`,
  schedule: 'Schedule', scheduleTitle: 'From which day', scheduleHint: 'The new version takes over at midnight that day, by itself.', scheduleOn: (d) => `From ${d}`,
  scheduled: (v, d) => `Version ${v} takes over on ${d}`, withdraw: 'Take back to the draft',
}
