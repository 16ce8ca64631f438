// Everything that can go wrong, as data: the tests act it out, and docs/failures.md is held to it word by word.
// Nothing is imported here but types, so that a test in Node can read it as well.

/** Where somebody stands when it happens. */
export type Moment = 'before' | 'connecting' | 'asking' | 'waiting' | 'call' | 'deciding';

/** One failure in one moment, and what comes of it. */
export interface Failure {
  readonly role: 'owner' | 'guest';
  readonly moment: Moment;
  /** What goes wrong; acted out by `failure-causes.ts`. Unique within role and moment. */
  readonly cause: string;
  /** What happens, for the reader of the documentation. */
  readonly what: string;
  /** What the person reads, by its place in `src/i18n/en.ts`; `''` for nothing. */
  readonly reads: string;
  /** What they read of what can be done, where that is not what belongs to {@link reads}. */
  readonly hint?: string;
  /** How they learn of it: announced at once, when there is a pause, as a heading, in a row of the list. */
  readonly where: 'alert' | 'status' | 'heading' | 'row' | 'nowhere';
  /** The events from then on, other than `daily-state-change`; an error with its code. */
  readonly events: readonly string[];
  /** The `reason` of `daily-left`. */
  readonly left?: 'left' | 'ejected' | 'error';
  /** The state afterwards. */
  readonly state: string;
  /**
   * What became of the promise: of `join()` or `knock()`; of the decision in the moment of one.
   * `error`: rejected with the error that was told.
   */
  readonly promise: string;
  /** What became of the call object. */
  readonly call: 'closed' | 'given up' | 'kept' | "the page's" | 'none';
  /** What can be done next. */
  readonly next: string;
}

/** Daily's types of fatal errors, and what can be done about them. */
const FATAL: Record<string, string> = {
  ejected: 'Join or knock again, if the host agrees.',
  'nbf-room': 'Come back when the room opens.',
  'nbf-token': 'Come back when the token is valid.',
  'exp-room': 'Use another link.',
  'exp-token': 'Use a new token.',
  'no-room': 'Correct the link.',
  'meeting-full': 'Try again.',
  'end-of-life': 'Reload the page; its maker updates daily-js.',
  'not-allowed': 'Use a link and a token that belong together.',
  'connection-error': 'Try again.',
};

const CAMERAS = [
  'cam-in-use',
  'mic-in-use',
  'cam-mic-in-use',
  'permissions',
  'undefined-mediadevices',
  'not-found',
  'constraints',
  'unknown',
];

type Rest = Omit<Failure, 'role' | 'moment' | 'cause'>;
type Rows = readonly (readonly [cause: string, rest: Rest])[];

/** Ends in `failed`, with one error. */
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

/** Nothing ends. */
function continues(what: string, next: string, more: Partial<Rest>): Rest {
  return { what, next, reads: '', where: 'nowhere', events: [], state: '', promise: '', call: 'kept', ...more };
}

/** Ends by somebody's doing, and no error is told. */
function ended(what: string, more: Partial<Rest>): Rest {
  return {
    what,
    next: 'Begin again.',
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

/** What is the same in every moment of a call or of the way into it. */
function always(moment: {
  readonly inCall: boolean;
  /** What goes on if nothing ends. */
  readonly on: Pick<Rest, 'state' | 'promise' | 'reads' | 'where'>;
  /** What becomes of the promise, and is told, if somebody ends it. */
  readonly off: Pick<Rest, 'reads' | 'promise' | 'events'> & Partial<Rest>;
  /** What becomes of the promise after an error. */
  readonly promise: string;
  /** Whether the meeting has been joined, its lobby counted. */
  readonly joined: boolean;
  /** Of the decision that was under way. */
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
  const cameras = CAMERAS.map((type) => {
    const code = `camera-${type}`;
    const isOutside = !inCall && code !== 'camera-undefined-mediadevices';
    return [
      code,
      continues(
        'Daily reports it; all goes on without the device.',
        'Free or allow the device, then press its switch.',
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
      ended(`The page destroys our call object by itself.${inCall ? ' That is leaving.' : ''}${decision}`, off),
    ],
    [
      'tab hidden',
      continues('Nothing: the call goes on in a tab that nobody looks at.', 'Nothing needs to be done.', on),
    ],
    [
      'page left',
      ended(`\`pagehide\`: the page is left, or goes into the back-forward cache. The call is left.${decision}`, {
        ...off,
        next: 'If the page is shown again, begin again: it stands at its form.',
      }),
    ],
    [
      'element removed',
      ended(`The element is taken out of the page. The call is left.${decision}`, {
        ...off,
        reads: '',
        where: 'nowhere',
        next: 'Put back, begin again.',
      }),
    ],
    [
      'leaving hangs',
      ended(
        `\`leave()\`, and Daily never answers. After 5 s camera and microphone are stopped all the same.${decision}`,
        {
          ...off,
          call: 'given up',
        },
      ),
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
  [
    'call machine fails three times',
    failed('load-failed', 'daily-js has tried three times and gives up.', 'Try again.'),
  ],
];

const NETWORK = (on: Pick<Rest, 'state' | 'promise'>): Rows => [
  [
    'network lost',
    continues('`network-connection` interrupted: Daily tries to get it back by itself.', 'Wait, or leave.', {
      ...on,
      reads: 'interrupted',
      where: 'status',
    }),
  ],
  [
    'network lost and back',
    continues('`network-connection` connected: all is as before.', 'Nothing needs to be done.', on),
  ],
];

/** A call object that is the page's own: whatever happens, it stays the page's. */
const LEAVING_PAGE_CALL = (heading: string): Rows => [
  [
    "leaving the page's call hangs",
    ended('`leave()`, and Daily never answers. After 5 s camera and microphone are stopped all the same.', {
      ...LEFT,
      reads: heading,
      call: 'given up',
    }),
  ],
];

const PAGE_CALL = (inCall: boolean): Rows => [
  [
    "page's call fails",
    failed('exp-room', 'A call that the page has handed over fails; it is not destroyed here.', 'Hand over another.', {
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
      'The script cannot be fetched, or makes no call object.',
      'Try again. Where a bundler has made the address, Firefox remembers that it could not be fetched: there, reload the page.',
      { call: 'none' },
    ),
  ],
  [
    'daily-js never loads',
    failed('load-failed', 'Given up after `connect-timeout` (60 s).', 'Try again.', { call: 'none' }),
  ],
  [
    "page's call is destroyed",
    failed('load-failed', 'A call that the page has handed over has been destroyed.', 'Hand over another, or none.', {
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
    ended('`pagehide`, and `pageshow` from the back-forward cache: the form as it was.', {
      reads: heading,
      call: 'none',
    }),
  ],
  ['element removed', ended('Nothing had begun.', { where: 'nowhere', call: 'none', next: 'Put back, begin.' })],
];

/** Why it cannot work, told calmly before anything is tried; whoever tries all the same meets with an error. */
const OBSTACLES: Rows = (
  [
    ['no WebRTC', 'no-webrtc', 'The browser has no WebRTC, or daily-js does not support it.', 'Use another browser.'],
    [
      'page without an origin',
      'opaque-origin',
      'An iframe sandboxed without `allow-same-origin`, with `srcdoc` or a `data:` address, in which daily-js does not work; whoever tries all the same gets `load-failed` at once.',
      'Open the page in a tab of its own (an iframe offers a link).',
    ],
    ['page not on https', 'not-secure', 'The page is in no secure context.', 'Open the page with https.'],
    [
      'camera and microphone forbidden',
      'devices-forbidden',
      'A permissions policy of the page or its iframe keeps both from it; told once somebody is about to begin.',
      'Go in without, or open the page in a tab of its own (an iframe offers a link).',
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
      ['getToken throws', '`getToken` throws before it gives a promise. Nothing has been loaded.'],
      ['getToken gives nothing', '`getToken` resolves with an empty token. Nothing has been loaded.'],
      ['getToken never answers', 'Given up after `connect-timeout` (60 s). Nothing has been loaded.'],
    ] as const
  ).map(
    ([cause, what]) =>
      [cause, failed('token-failed', what, 'Sign in if need be, and try again.', { call: 'none' })] as const,
  ),
  ...BEFORE('ownerHeading'),
  ...OBSTACLES,
  [
    'element removed while getToken is asked',
    ended('What `getToken` gives later is not used.', {
      where: 'nowhere',
      promise: 'aborted',
      call: 'none',
      next: 'Put back, begin again.',
    }),
  ],
];

const ABORTED = { reads: 'ownerHeading', promise: 'aborted', events: [] } as const;

const OWNER_CONNECTING: Rows = [
  ...LOADING.map(([cause, row]) => [cause, row.where === 'status' ? { ...row, reads: 'joining' } : row] as const),
  ['join refused', failed('connection-error', "`join()` rejects without a reason of Daily's.", 'Try again.')],
  ['join never answers', failed('connection-error', 'Given up after `connect-timeout` (60 s).', 'Try again.')],
  [
    'token opens the lobby only',
    failed('not-allowed', '`join()` goes through, but only into the lobby.', 'Use a token for this room.'),
  ],
  ...always({
    inCall: false,
    joined: false,
    on: { state: 'connecting', promise: 'pending', reads: 'joining', where: 'status' },
    off: ABORTED,
    promise: 'error',
  }),
];

/** The browser's question about camera and microphone. */
function asking(role: {
  /** What is read while nothing is asked. */
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
      'question left open',
      continues('Nobody hears of the visitor yet; no limit runs.', 'Answer it, or cancel.', {
        ...on,
        reads: 'askingHeading',
        where: 'status',
      }),
    ],
    [
      'question denied',
      continues('The call is joined with both off.', 'Allow them, then press their switches.', without),
    ],
    [
      'question closed',
      continues('The call is joined with both off; it is not asked again.', 'Press their switches.', without),
    ],
    [
      'one of two denied',
      continues('The call is joined with the other one.', 'Allow it, then press its switch.', without),
    ],
    [
      'allowed, camera in use elsewhere',
      continues('The call is joined with the microphone; Daily tries the camera by itself, and reports it.', 'Wait.', {
        ...on,
        reads: connecting,
        where: 'status',
      }),
    ],
    ['cancelled', ended('Nothing is joined; what the browser gives later is stopped at once.', off)],
    [
      'page left',
      ended('`pagehide`. Nothing is joined; what the browser gives later is stopped at once.', {
        ...off,
        next: 'If the page is shown again, begin again: it stands at its form.',
      }),
    ],
    [
      'element removed',
      ended('Nothing is joined; what the browser gives later is stopped at once.', {
        ...off,
        reads: '',
        where: 'nowhere',
        next: 'Put back, begin again.',
      }),
    ],
    ['no-room', failed('no-room', 'Daily reports it. The attempt ends.', 'Correct the link.')],
  ];
}

const OWNER_ON = { state: 'joined', promise: 'joined' } as const;

const OWNER_CALL: Rows = [
  ...NETWORK(OWNER_ON),
  [
    'rights lost',
    continues(
      'A participant update takes the right to answer away; the list goes.',
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
    'rights lost and given back',
    continues('The list is there again, with all who wait now; the notice goes.', 'Answer knocks.', {
      ...OWNER_ON,
      events: ['daily-error not-admin'],
    }),
  ],
  [
    'room not private',
    continues('The room is public, and the call says so. No error.', 'Go on, or make the room private.', {
      ...OWNER_ON,
      reads: 'notice: not-private',
      where: 'status',
    }),
  ],
  [
    'knocking off',
    continues('The room has `enable_knocking` off. No error.', 'Go on, or switch it on.', {
      ...OWNER_ON,
      reads: 'notice: knocking-off',
      where: 'status',
    }),
  ],
  ...[...PAGE_CALL(true), ...LEAVING_PAGE_CALL('ownerHeading')].map(
    ([cause, row]) => [cause, { ...row, promise: 'joined' }] as const,
  ),
  ...always({
    inCall: true,
    joined: true,
    on: { ...OWNER_ON, reads: '', where: 'nowhere' },
    off: { reads: 'ownerHeading', promise: 'joined', ...LEFT },
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
  ['decision refused', continues('Daily refuses it; the person waits on.', 'Decide again.', ROW_FAILED)],
  [
    'decision never answered',
    continues(
      'Daily says nothing, and the person is still listed after `decision-timeout` (20 s).',
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
    'let in, unanswered',
    continues('Daily says nothing, but the person comes into the call.', 'Nothing needs to be done.', {
      state: 'joined',
      promise: 'admitted',
      events: ['daily-admitted'],
    }),
  ],
  [
    'turned away, unanswered',
    continues(
      'Daily says nothing, but the person leaves the list and does not come into the call.',
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
      'The guest has closed the tab before: 12 to 14 s after their last knock Daily drops them, and they do not come.',
      'Nothing needs to be done.',
      { ...GONE, events: ['daily-withdrawn'] },
    ),
  ],
  [
    'guest gone',
    continues(
      'The guest cancels in that moment, and Daily refuses the decision; the row goes.',
      'Nothing needs to be done.',
      {
        ...GONE,
        events: ['daily-withdrawn'],
      },
    ),
  ],
  [
    'let in, turned away by another owner',
    continues('The other was first; the row goes.', 'Nothing needs to be done.', {
      ...GONE,
      events: ['daily-withdrawn'],
    }),
  ],
  ...(
    [
      ['', 'The other was first and Daily refuses ours: the guest is in the call.'],
      [
        ', unsaid',
        'The other was first and Daily accepts ours all the same: the guest is in the call, and that is told.',
      ],
      [', unanswered', 'The other was first and Daily never answers ours: the guest is in the call, and that is told.'],
    ] as const
  ).map(
    ([how, what]) =>
      [
        `turned away, let in by another owner${how}`,
        continues(what, 'Daily can eject whoever is not to stay.', { ...GONE, events: ['daily-admitted'] }),
      ] as const,
  ),
  ...NETWORK({ state: 'joined', promise: 'pending' }),
  [
    'network lost, still lost after the limit',
    continues('No answer goes out while the connection is lost, and nobody is taken off the list.', 'Decide again.', {
      ...ROW_FAILED,
      reads: 'decisionFailed',
    }),
  ],
  [
    'rights lost',
    continues(
      'The right goes while the answer is on its way, and Daily refuses it. The list goes.',
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
    off: { reads: 'ownerHeading', promise: 'failed (aborted)', ...LEFT },
    promise: 'failed (aborted)',
    decision: ' The decision ends as failed (`aborted`), and no row is left.',
  }),
];

const GUEST_BEFORE: Rows = [...BEFORE('guestHeading'), ...OBSTACLES].map(([cause, row]) =>
  row.promise === 'error' ? [cause, { ...row, events: ['daily-before-knock', ...row.events] }] : [cause, row],
);

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
  ['preAuth never answers', failed('connection-error', 'Given up after `connect-timeout` (60 s).', 'Try again.')],
  ['join refused', failed('connection-error', "`join()` rejects without a reason of Daily's.", 'Try again.')],
  ['join never answers', failed('connection-error', 'Given up after `connect-timeout` (60 s).', 'Try again.')],
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
    failed('knocking-unavailable', 'Daily does not take the knock.', 'Knock again, or ask for another link.'),
  ],
  [
    'nobody answers',
    continues('`answer-timeout` has passed (none by default); the knock stands.', 'Keep waiting, or give up.', {
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
          ended('In this moment it is how Daily tells a guest that an owner has said no: no error.', {
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
  ...[...PAGE_CALL(true), ...LEAVING_PAGE_CALL('guestHeading')].map(
    ([cause, row]) => [cause, { ...row, promise: 'admitted' }] as const,
  ),
  ...always({
    inCall: true,
    joined: true,
    on: { ...GUEST_ON, reads: '', where: 'nowhere' },
    off: { reads: 'guestHeading', promise: 'admitted', ...LEFT },
    promise: 'admitted',
  }),
];

/** Every failure in every moment, in the order of the documentation. */
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

/** A moment as a heading says it. */
export const MOMENTS: Record<Failure['role'], Partial<Record<Moment, string>>> = {
  owner: {
    before: 'Before joining',
    connecting: 'While joining',
    asking: 'While the browser asks for camera and microphone',
    call: 'In the call',
    deciding: 'While a decision is under way',
  },
  guest: {
    before: 'Before joining',
    connecting: 'While joining',
    asking: 'While the browser asks for camera and microphone',
    waiting: 'While waiting',
    call: 'In the call',
  },
};

/**
 * What a person reads, in words.
 *
 * @param words the table of words
 * @param row its places in the table
 * @returns what it is, and what to do about it if there is anything
 */
export function wordsOf(
  words: Readonly<Record<string, unknown>>,
  { reads, hint }: Pick<Failure, 'reads' | 'hint'>,
): string[] {
  const more = hint ?? reads.replace(/^title: /, 'hint: ').replace(/^notice: /, 'todo: ');
  const places = reads.includes(': ') ? [reads, more] : [reads];
  return places.map((place) => words[place]).filter((found) => typeof found === 'string');
}
