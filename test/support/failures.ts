// The failure table: tests simulate each row, and docs/failures.md is generated from it.
// Imports only types and a module without imports, so that a test in Node can load it.
import type { DailyFatalErrorType } from '@daily-co/daily-js';
import { CAMERA_TYPES } from '../../src/local-room/room/fault-types.js';

/** When the failure happens. */
export type Moment = 'before' | 'connecting' | 'asking' | 'waiting' | 'call' | 'deciding';

/** A failure and its outcome. */
export interface Failure {
  readonly role: 'owner' | 'guest';
  readonly moment: Moment;
  /** What goes wrong; simulated by `failure-causes.ts`. Unique within role and moment. */
  readonly cause: string;
  /** What happens, for the documentation. */
  readonly what: string;
  /** The key of the displayed text in `src/i18n/en.ts`; `''` for none. */
  readonly reads: string;
  /** The key of the hint, if it is not that of {@link reads}. */
  readonly hint?: string;
  /** Where the text is displayed. */
  readonly where: 'alert' | 'status' | 'heading' | 'row' | 'box' | 'nowhere';
  /** The events without `daily-state-change`; errors have their code appended. */
  readonly events: readonly string[];
  /** The `reason` of `daily-left`. */
  readonly left?: 'left' | 'ejected' | 'error';
  /** The state afterwards. */
  readonly state: string;
  /** The result of `join()`, `knock()` or the decision. `error`: rejects with the reported error. */
  readonly promise: string;
  /** What happens to the call object. */
  readonly call: 'closed' | 'given up' | 'kept' | "the page's" | 'none';
  /** What can be done next. */
  readonly next: string;
}

/** Daily's fatal error types, and what can be done about them. */
const FATAL: Record<DailyFatalErrorType, string> = {
  ejected: 'Join or knock again, if the host agrees.',
  'nbf-room': 'Come back when the room opens.',
  'nbf-token': 'Come back when the token is valid.',
  'exp-room': 'Use another link.',
  'exp-token': 'Use a new token.',
  'no-room': 'Correct the link.',
  'meeting-full': 'Try again.',
  'end-of-life': 'Reload the page; its developer updates daily-js.',
  'not-allowed': 'Use a link and a token that belong together.',
  'connection-error': 'Try again.',
};

type Rest = Omit<Failure, 'role' | 'moment' | 'cause'>;
type Rows = readonly (readonly [cause: string, rest: Rest])[];

/** The attempt or call ends in `failed`, with one error. */
function failed(code: string, what: string, next: string, more: Partial<Rest> = {}): Rest {
  return {
    what,
    next,
    reads: `title: ${code}`,
    where: 'alert',
    events: [`daily-error ${code}`],
    state: 'failed',
    promise: 'error',
    call: 'closed',
    ...more,
  };
}

/** The attempt or call continues. */
function continues(what: string, next: string, more: Partial<Rest>): Rest {
  return { what, next, reads: '', where: 'nowhere', events: [], state: '', promise: '', call: 'kept', ...more };
}

/** The attempt or call ends without an error. */
function ended(what: string, more: Partial<Rest>): Rest {
  return {
    what,
    next: 'Start again.',
    reads: '',
    where: 'heading',
    events: [],
    state: 'idle',
    promise: '',
    call: 'closed',
    ...more,
  };
}

const LEFT = { events: ['daily-left'], left: 'left' } as const;

/** The failures of every moment while connecting or in a call. */
function always(moment: {
  readonly inCall: boolean;
  /** The outcome if the attempt or call continues. */
  readonly on: Pick<Rest, 'state' | 'promise' | 'reads' | 'where'>;
  /** The outcome if it ends without an error. */
  readonly off: Pick<Rest, 'reads' | 'promise' | 'events'> & Partial<Rest>;
  /** The result of the promise after an error. */
  readonly promise: string;
  /** Whether the call, or its lobby, has been joined. */
  readonly joined: boolean;
  /** What happens to a pending decision. */
  readonly decision?: string;
}): Rows {
  const { inCall, joined, on, off, promise, decision = '' } = moment;
  const also = inCall ? ' The call is left.' : ' The attempt ends.';
  const fatal = Object.entries(FATAL).map(([code, next]) => {
    const left = code === 'ejected' ? 'ejected' : 'error';
    const more: Partial<Rest> = inCall ? { promise, left, events: [`daily-error ${code}`, 'daily-left'] } : { promise };
    if (code === 'no-room' && joined) {
      const what = `Daily reports it: the room has been deleted.${also}${decision}`;
      return [code, failed(code, what, 'Use another link.', { ...more, reads: 'title: room-closed' })] as const;
    }
    return [code, failed(code, `Daily reports it.${also}${decision}`, next, more)] as const;
  });
  const [ejected, ejectedRow] = fatal.find(([code]) => code === 'ejected')!;
  const timeOver: Rows = joined
    ? [
        [
          'time over',
          {
            ...ejectedRow,
            what: `The time of the room or the token is over: Daily reports \`${ejected}\`.${also}${decision}`,
            reads: 'title: time-over',
            next: 'Use another link or token.',
          },
        ],
      ]
    : [];
  const cameras = CAMERA_TYPES.map((type) => {
    const code = `camera-${type}`;
    const isOutside = !inCall && code !== 'camera-undefined-mediadevices';
    return [
      code,
      continues(
        'Daily reports it; the call continues without the device.',
        'Free or allow the device, then press its button.',
        {
          ...on,
          reads: `title: ${code}`,
          ...(isOutside ? { hint: 'previewHint' } : {}),
          where: 'alert',
          events: [`daily-error ${code}`],
        },
      ),
    ] as const;
  });
  const lost: Rows = [
    [
      'page destroys the call',
      ended(`The page destroys our call object.${inCall ? ' That counts as leaving.' : ''}${decision}`, off),
    ],
    ['tab hidden', continues('Nothing: the call continues in a hidden tab.', 'Nothing needs to be done.', on)],
    [
      'page left',
      ended(`\`pagehide\`: the page is left, or enters the back/forward cache. The call is left.${decision}`, {
        ...off,
        next: 'Start again: when the page is shown again, it has the form.',
      }),
    ],
    [
      'element removed',
      ended(`The element is removed from the page. The call is left.${decision}`, {
        ...off,
        reads: '',
        where: 'nowhere',
        next: 'Put it back, and start again.',
      }),
    ],
    [
      'leaving hangs',
      ended(`Daily never answers \`leave()\`. After 5 s, camera and microphone are stopped.${decision}`, {
        ...off,
        call: 'given up',
      }),
    ],
  ];
  return [...fatal, ...timeOver, ...cameras, ...lost];
}

const LOADING: Rows = [
  [
    'call machine fails once',
    continues('`load-attempt-failed`: daily-js tries again by itself.', 'Wait, or cancel.', {
      where: 'status',
      state: 'connecting',
      promise: 'pending',
    }),
  ],
  ['call machine fails three times', failed('load-failed', 'daily-js stops after three attempts.', 'Try again.')],
];

const NETWORK = (on: Pick<Rest, 'state' | 'promise'>): Rows => [
  [
    'network lost',
    continues('`network-connection` interrupted: Daily tries to reconnect.', 'Wait, or leave.', {
      ...on,
      reads: 'interrupted',
      where: 'status',
    }),
  ],
  [
    'network lost and back',
    continues('`network-connection` connected: everything is as before.', 'Nothing needs to be done.', on),
  ],
];

/** The page's own call object. It is never destroyed. */
const LEAVING_PAGE_CALL = (heading: string): Rows => [
  [
    "leaving the page's call hangs",
    ended('Daily never answers `leave()`. After 5 s, camera and microphone are stopped.', {
      ...LEFT,
      reads: heading,
      call: 'given up',
      next: 'Set another `call`, or none: Daily does not answer this one.',
    }),
  ],
];

const PAGE_CALL = (inCall: boolean): Rows => [
  [
    "page's call fails",
    failed('exp-room', "The page's call fails; it is not destroyed.", 'Set another `call`.', {
      call: "the page's",
      promise: '',
      ...(inCall ? { events: ['daily-error exp-room', 'daily-left'], left: 'error' } : {}),
    }),
  ],
];

const BEFORE = (heading: string): Rows => [
  [
    'daily-js does not load',
    failed(
      'load-failed',
      'The script does not load, or creates no call object.',
      'Try again. In Firefox reload the page if a bundler has made the URL: Firefox caches the failure.',
      { call: 'none' },
    ),
  ],
  ['daily-js never loads', failed('load-failed', '`connect-timeout` (60 s) passes.', 'Try again.', { call: 'none' })],
  [
    "page's call is destroyed",
    failed('load-failed', "The page's call has been destroyed.", 'Set another `call`, or none.', {
      call: 'none',
    }),
  ],
  ...PAGE_CALL(false),
  [
    'tab hidden',
    continues('Nothing.', 'Nothing needs to be done.', {
      reads: heading,
      where: 'heading',
      state: 'idle',
      call: 'none',
    }),
  ],
  [
    'page left',
    ended('`pagehide`, then `pageshow` from the back/forward cache: the form is unchanged.', {
      reads: heading,
      call: 'none',
    }),
  ],
  [
    'element removed',
    ended('Nothing has started.', { where: 'nowhere', call: 'none', next: 'Put it back, and start.' }),
  ],
];

/** What can fail before the visitor starts, and prevents nothing. */
const CHECK: Rows = [
  [
    'connection check fails',
    continues(
      'The connection check of the preview has no result: a file does not load, Daily’s test fails, or a minute passes. No error.',
      'Check again, or go on.',
      { reads: 'quality: failed', hint: 'advice: failed', where: 'status', state: 'idle', call: 'none' },
    ),
  ],
];

/** The notices shown before anything fails. */
const OBSTACLES: Rows = (
  [
    ['no WebRTC', 'no-webrtc', 'The browser has no WebRTC, or daily-js does not support it.', 'Use another browser.'],
    [
      'page without an origin',
      'opaque-origin',
      'daily-js does not work in an iframe that is sandboxed without `allow-same-origin`, or has `srcdoc` or a `data:` URL; an attempt fails with `load-failed` at once.',
      'Open the page in a tab (an iframe has a link for that).',
    ],
    ['page not on https', 'not-secure', 'The page is not in a secure context.', 'Open the page with https.'],
    [
      'camera and microphone forbidden',
      'devices-forbidden',
      'A permissions policy of the page or its iframe forbids both; shown once the person is about to start.',
      'Join without them, or open the page in a tab (an iframe has a link for that).',
    ],
  ] as const
).map(([cause, code, what, next]) => [
  cause,
  continues(`${what} No error.`, next, { reads: `notice: ${code}`, where: 'status', state: 'idle', call: 'none' }),
]);

const OWNER_BEFORE: Rows = [
  ...(
    [
      ['getToken rejects', '`getToken` rejects; its reason is the `cause`. Nothing has been loaded.'],
      ['getToken throws', '`getToken` throws synchronously. Nothing has been loaded.'],
      ['getToken gives nothing', '`getToken` resolves with an empty token. Nothing has been loaded.'],
      ['getToken never answers', '`connect-timeout` (60 s) passes. Nothing has been loaded.'],
    ] as const
  ).map(
    ([cause, what]) =>
      [cause, failed('token-failed', what, 'Sign in if necessary, and try again.', { call: 'none' })] as const,
  ),
  ...BEFORE('ownerHeading'),
  ...CHECK,
  ...OBSTACLES,
  [
    'element removed during getToken',
    ended('A later result of `getToken` is not used.', {
      where: 'nowhere',
      promise: 'aborted',
      call: 'none',
      next: 'Put it back, and start again.',
    }),
  ],
];

const ABORTED = { reads: 'ownerHeading', promise: 'aborted', events: [] } as const;

const OWNER_CONNECTING: Rows = [
  ...LOADING.map(([cause, row]) => [cause, row.where === 'status' ? { ...row, reads: 'joining' } : row] as const),
  ['join refused', failed('connection-error', "`join()` rejects without a reason of Daily's.", 'Try again.')],
  ['join never answers', failed('connection-error', '`connect-timeout` (60 s) passes.', 'Try again.')],
  [
    'token opens the lobby only',
    failed('not-allowed', '`join()` resolves, but only in the lobby.', 'Use a token for this room.'),
  ],
  ...always({
    inCall: false,
    joined: false,
    on: { state: 'connecting', promise: 'pending', reads: 'joining', where: 'status' },
    off: ABORTED,
    promise: 'error',
  }),
];

/** The browser's permission prompt. */
function asking(role: {
  /** The text without a prompt. */
  readonly connecting: string;
  readonly off: Pick<Rest, 'reads' | 'promise' | 'events'>;
}): Rows {
  const { connecting, off } = role;
  const on = { state: 'connecting', promise: 'pending' } as const;
  const without = {
    ...on,
    reads: 'title: camera-permissions',
    hint: 'previewHint',
    where: 'alert',
    events: ['daily-error camera-permissions'],
  } as const;
  return [
    [
      'prompt left open',
      continues('The person is not in the room yet; no timeout runs.', 'Answer the prompt, or cancel.', {
        ...on,
        reads: 'askingHeading',
        where: 'status',
      }),
    ],
    ['prompt denied', continues('The call is joined with both off.', 'Allow them, then press their buttons.', without)],
    [
      'prompt dismissed',
      continues('The call is joined with both off; there is no second prompt.', 'Press their buttons.', without),
    ],
    [
      'one of two denied',
      continues('The call is joined with the other one.', 'Allow it, then press its button.', without),
    ],
    [
      'allowed, camera in use elsewhere',
      continues('The call is joined with the microphone; Daily tries the camera, and reports it.', 'Wait.', {
        ...on,
        reads: connecting,
        where: 'status',
      }),
    ],
    ['cancelled', ended('Nothing is joined; tracks that the browser returns later are stopped at once.', off)],
    [
      'page left',
      ended('`pagehide`. Nothing is joined; tracks that the browser returns later are stopped at once.', {
        ...off,
        next: 'Start again: when the page is shown again, it has the form.',
      }),
    ],
    [
      'element removed',
      ended('Nothing is joined; tracks that the browser returns later are stopped at once.', {
        ...off,
        reads: '',
        where: 'nowhere',
        next: 'Put it back, and start again.',
      }),
    ],
    ['no-room', failed('no-room', 'Daily reports it. The attempt ends.', 'Correct the link.')],
  ];
}

const OWNER_ON = { state: 'joined', promise: 'joined' } as const;

const OWNER_CALL: Rows = [
  ...NETWORK(OWNER_ON),
  [
    'small window refused',
    continues('The browser opens no small window for the waiting list. No error.', 'Press the button again.', {
      ...OWNER_ON,
      reads: 'smallWindowFailed',
      where: 'status',
    }),
  ],
  [
    'rights lost',
    continues(
      'A participant update revokes the right to answer knocks; the list disappears.',
      'Stay, or join with another token.',
      {
        ...OWNER_ON,
        reads: 'title: not-admin',
        where: 'alert',
        events: ['daily-error not-admin'],
      },
    ),
  ],
  [
    'rights lost and restored',
    continues('The list is back with everyone who waits now; the notice disappears.', 'Answer knocks.', {
      ...OWNER_ON,
      events: ['daily-error not-admin'],
    }),
  ],
  [
    'mute has no effect',
    continues(
      'The person’s microphone is still on after `decision-timeout` (20 s). Said in the menu of their tile.',
      'Mute them again.',
      {
        ...OWNER_ON,
        reads: 'decisionFailed',
        where: 'alert',
        events: ['daily-error decision-failed'],
      },
    ),
  ],
  [
    'removal has no effect',
    continues(
      'The person is still in the call after `decision-timeout` (20 s). Said in the menu of their tile.',
      'Remove them again.',
      {
        ...OWNER_ON,
        reads: 'decisionFailed',
        where: 'alert',
        events: ['daily-before-eject', 'daily-error decision-failed'],
      },
    ),
  ],
  [
    'mute without the right',
    continues(
      'The page calls `mute()` or `eject()` after a participant update has revoked the right. Nothing is sent.',
      'Join with another token.',
      {
        ...OWNER_ON,
        reads: 'title: not-admin',
        where: 'alert',
        promise: 'failed (not-admin)',
        events: ['daily-error not-admin', 'daily-error not-admin'],
      },
    ),
  ],
  [
    'message not delivered',
    continues(
      'The page’s `channel` rejects a message to those who wait, or does not answer in 15 s. The text stays in its field.',
      'Send it again.',
      { ...OWNER_ON, reads: 'title: not-delivered', where: 'box', events: ['daily-error not-delivered'] },
    ),
  ],
  [
    'room not private',
    continues('The room is public, according to the call. No error.', 'Continue, or make the room private.', {
      ...OWNER_ON,
      reads: 'notice: not-private',
      where: 'status',
    }),
  ],
  [
    'knocking off',
    continues('The room has `enable_knocking` off. No error.', 'Continue, or switch it on.', {
      ...OWNER_ON,
      reads: 'notice: knocking-off',
      where: 'status',
    }),
  ],
  ...[...PAGE_CALL(true), ...LEAVING_PAGE_CALL('leftHeading')].map(
    ([cause, row]) => [cause, { ...row, promise: 'joined' }] as const,
  ),
  ...always({
    inCall: true,
    joined: true,
    on: { ...OWNER_ON, reads: '', where: 'nowhere' },
    off: { reads: 'leftHeading', promise: 'joined', ...LEFT },
    promise: 'joined',
  }),
];

const ROW_FAILED = {
  state: 'joined',
  reads: 'decisionFailed',
  where: 'row',
  promise: 'failed (decision-failed)',
  events: ['daily-error decision-failed'],
} as const;
const GONE = { state: 'joined', promise: 'gone' } as const;

const OWNER_DECIDING: Rows = [
  ['decision refused', continues('Daily refuses it; the person keeps waiting.', 'Decide again.', ROW_FAILED)],
  [
    'decision never answered',
    continues(
      'Daily does not answer, and the person is still listed after `decision-timeout` (20 s).',
      'Decide again.',
      ROW_FAILED,
    ),
  ],
  [
    'decision lost',
    continues(
      'Daily has sent it, but it does not reach the person, who is still listed after `decision-timeout` (20 s).',
      'Decide again.',
      ROW_FAILED,
    ),
  ],
  [
    'admitted, no answer',
    continues('Daily does not answer, but the person joins the call.', 'Nothing needs to be done.', {
      state: 'joined',
      promise: 'admitted',
      events: ['daily-admitted'],
    }),
  ],
  [
    'rejected, no answer',
    continues(
      'Daily does not answer, but the person leaves the list and does not join the call.',
      'Nothing needs to be done.',
      {
        state: 'joined',
        promise: 'rejected',
        events: ['daily-rejected'],
      },
    ),
  ],
  [
    'tab closed',
    continues(
      'The guest has closed the tab: 12 to 14 s after the last knock Daily drops them, and they do not join the call.',
      'Nothing needs to be done.',
      { ...GONE, events: ['daily-withdrawn'] },
    ),
  ],
  [
    'guest gone',
    continues(
      'The guest cancels at the same moment, and Daily refuses the decision; the row disappears.',
      'Nothing needs to be done.',
      {
        ...GONE,
        events: ['daily-withdrawn'],
      },
    ),
  ],
  [
    'admitted, rejected by another owner',
    continues('The other owner was first; the row disappears.', 'Nothing needs to be done.', {
      ...GONE,
      events: ['daily-withdrawn'],
    }),
  ],
  ...(
    [
      ['', 'The other owner was first and Daily refuses ours: the guest is in the call.'],
      [', accepted', 'The other owner was first and Daily still accepts ours: the guest is in the call.'],
      [', no answer', 'The other owner was first and Daily never answers ours: the guest is in the call.'],
    ] as const
  ).map(
    ([how, what]) =>
      [
        `rejected, admitted by another owner${how}`,
        continues(what, 'Eject the guest if they should not stay.', { ...GONE, events: ['daily-admitted'] }),
      ] as const,
  ),
  ...NETWORK({ state: 'joined', promise: 'pending' }),
  [
    'network lost beyond the timeout',
    continues('While the connection is lost, no answer is sent and nobody is removed from the list.', 'Decide again.', {
      ...ROW_FAILED,
      reads: 'decisionFailed',
    }),
  ],
  [
    'rights lost',
    continues(
      'The right is revoked while the decision is pending, and Daily refuses it. The list disappears.',
      'Join with another token.',
      {
        state: 'joined',
        reads: 'title: not-admin',
        where: 'alert',
        promise: 'failed (decision-failed)',
        events: ['daily-error not-admin', 'daily-error decision-failed'],
      },
    ),
  ],
  ...always({
    inCall: true,
    joined: true,
    on: { state: 'joined', promise: 'pending', reads: '', where: 'nowhere' },
    off: { reads: 'leftHeading', promise: 'failed (aborted)', ...LEFT },
    promise: 'failed (aborted)',
    decision: ' The decision fails (`aborted`), and no row is left.',
  }),
];

const MEMBER_TOKEN: Rows = (
  [
    ['member: getToken rejects', '`getToken` rejects; its reason is the `cause`.'],
    ['member: getToken throws', '`getToken` throws synchronously.'],
    ['member: getToken gives a page', '`getToken` resolves with something other than a token.'],
    ['member: getToken never answers', '10 s pass, or half of `connect-timeout` if that is less.'],
    ['member: token for another room', 'Daily gives the token access to the lobby only.'],
    ['member: token expired', 'Daily refuses the token when it is checked.'],
  ] as const
).map(([cause, what]) => [
  cause,
  continues(`${what} The person knocks without a token.`, 'Wait to be let in, or sign in and start again.', {
    reads: 'title: member',
    where: 'alert',
    events: ['daily-before-knock', 'daily-error token-failed'],
    state: 'connecting',
    promise: 'pending',
  }),
]);

const GUEST_BEFORE: Rows = [
  ...MEMBER_TOKEN,
  ...[...BEFORE('guestHeading'), ...CHECK, ...OBSTACLES].map(([cause, row]): Rows[number] =>
    row.promise === 'error' ? [cause, { ...row, events: ['daily-before-knock', ...row.events] }] : [cause, row],
  ),
];

const WITHDRAWN = { reads: 'guestHeading', promise: 'cancelled', events: ['daily-withdrawn'] } as const;

const GUEST_CONNECTING: Rows = [
  ...LOADING.map(([cause, row]) => [cause, row.where === 'status' ? { ...row, reads: 'knocking' } : row] as const),
  [
    'preAuth refused',
    failed('knocking-unavailable', "`preAuth()` rejects without a reason of Daily's.", 'Try again, or ask for a link.'),
  ],
  [
    'preAuth gives no access',
    failed('knocking-unavailable', 'Access level `none`: nobody can knock here.', 'Ask for another link.'),
  ],
  ['preAuth never answers', failed('connection-error', '`connect-timeout` (60 s) passes.', 'Try again.')],
  ['join refused', failed('connection-error', "`join()` rejects without a reason of Daily's.", 'Try again.')],
  ['join never answers', failed('connection-error', '`connect-timeout` (60 s) passes.', 'Try again.')],
  ...always({
    inCall: false,
    joined: false,
    on: { state: 'connecting', promise: 'pending', reads: 'knocking', where: 'status' },
    off: WITHDRAWN,
    promise: 'error',
  }),
];

const GUEST_WAITING: Rows = [
  [
    'requestAccess refused',
    failed('knocking-unavailable', 'Daily refuses the knock.', 'Knock again, or ask for another link.'),
  ],
  [
    'nobody answers',
    continues('`answer-timeout` passes (none by default); the knock continues.', 'Keep waiting, or cancel.', {
      state: 'waiting',
      promise: 'pending',
      reads: 'unansweredHeading',
      where: 'status',
      events: ['daily-unanswered'],
    }),
  ],
  ...NETWORK({ state: 'waiting', promise: 'pending' }),
  ...always({
    inCall: false,
    joined: true,
    on: { state: 'waiting', promise: 'pending', reads: 'waitingHeading', where: 'status' },
    off: WITHDRAWN,
    promise: 'error',
  }).map(([cause, row]): Rows[number] =>
    cause === 'not-allowed'
      ? [
          cause,
          ended('While a knock is pending, this is how Daily reports that an owner has rejected it: no error.', {
            reads: 'rejectedHeading',
            where: 'status',
            events: ['daily-rejected'],
            state: 'rejected',
            promise: 'rejected',
            next: 'Knock again.',
          }),
        ]
      : [cause, row],
  ),
];

const GUEST_ON = { state: 'admitted', promise: 'admitted' } as const;

const GUEST_CALL: Rows = [
  ...NETWORK(GUEST_ON),
  ...[...PAGE_CALL(true), ...LEAVING_PAGE_CALL('leftHeading')].map(
    ([cause, row]) => [cause, { ...row, promise: 'admitted' }] as const,
  ),
  ...always({
    inCall: true,
    joined: true,
    on: { ...GUEST_ON, reads: '', where: 'nowhere' },
    off: { reads: 'leftHeading', promise: 'admitted', ...LEFT },
    promise: 'admitted',
  }),
];

/** All failures, in the order of the documentation. */
export const FAILURES: readonly Failure[] = (
  [
    ['owner', 'before', OWNER_BEFORE],
    ['owner', 'connecting', OWNER_CONNECTING],
    ['owner', 'asking', asking({ connecting: 'joining', off: ABORTED })],
    ['owner', 'call', OWNER_CALL],
    ['owner', 'deciding', OWNER_DECIDING],
    ['guest', 'before', GUEST_BEFORE],
    ['guest', 'connecting', GUEST_CONNECTING],
    ['guest', 'asking', asking({ connecting: 'knocking', off: WITHDRAWN })],
    ['guest', 'waiting', GUEST_WAITING],
    ['guest', 'call', GUEST_CALL],
  ] as const
).flatMap(([role, moment, rows]) => rows.map(([cause, rest]) => ({ role, moment, cause, ...rest })));

/** The headings of moments. */
export const MOMENTS: Record<Failure['role'], Partial<Record<Moment, string>>> = {
  owner: {
    before: 'Before joining',
    connecting: 'While joining',
    asking: 'While the browser asks for camera and microphone',
    call: 'In the call',
    deciding: 'While a decision is pending',
  },
  guest: {
    before: 'Before joining',
    connecting: 'While joining',
    asking: 'While the browser asks for camera and microphone',
    waiting: 'While waiting',
    call: 'In the call',
  },
};

/** Returns the displayed texts: the title, and the hint if there is one. */
export function wordsOf(
  words: Readonly<Record<string, unknown>>,
  { reads, hint }: Pick<Failure, 'reads' | 'hint'>,
): string[] {
  const more = hint ?? reads.replace(/^title: /, 'hint: ').replace(/^notice: /, 'todo: ');
  const places = reads.includes(': ') ? [reads, more] : [reads];
  return places.map((place) => words[place]).filter((found) => typeof found === 'string');
}
