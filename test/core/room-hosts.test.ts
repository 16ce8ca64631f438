import { expect } from '@open-wc/testing';
import { configure } from '../../src/core/room-hosts.js';
import { parseRoomUrl } from '../../src/core/room-url.js';

const isAllowed = (link: string): boolean => parseRoomUrl(link) !== undefined;

/** Values of `roomHosts`, with allowed and refused links. */
const CASES: { hosts: readonly unknown[]; takes: string[]; refuses: string[] }[] = [
  {
    hosts: ['your-team.daily.co'],
    takes: [
      'https://your-team.daily.co/room',
      'your-team.daily.co/room',
      'HTTPS://YOUR-TEAM.DAILY.CO/room',
      'https://your-team.daily.co:443/room',
      'Join me at https://your-team.daily.co/room, please!',
      'https://your-team.daily.co/room?next=https://evil.example/',
      'https://your-team.daily.co/evil.example/room',
      'https://ｙｏｕｒ-team.daily.co/room',
    ],
    refuses: [
      'https://evil.example/room',
      'https://your-team.daily.co.evil.example/room',
      'https://evil-your-team.daily.co/room',
      'https://a.your-team.daily.co/room',
      'https://daily.co/room',
      'https://other-team.daily.co/room',
      'https://your-team.daily.co:8443/room',
      'https://your-team.daily.co./room',
      'https://your-team.daily.co@evil.example/room',
      'https://your-team.daily.co:x@evil.example/room',
      'https://evil.example/your-team.daily.co/room',
      'https://evil.example?https://your-team.daily.co/room',
      'https://evil.example/room#your-team.daily.co',
      'https://evil.example\\@your-team.daily.co/room',
      'https://your-teаm.daily.co/room', // a Cyrillic а
      'http://your-team.daily.co/room',
      'http://localhost:8000/room',
      'https://local-room.localhost/room',
      'https://evil.example/room https://your-team.daily.co/room',
    ],
  },
  {
    hosts: [' One.Example ', 'two.example', 'rooms.example:8443'],
    takes: ['https://one.example/room', 'https://two.example/room', 'https://rooms.example:8443/room'],
    refuses: ['https://three.example/room', 'https://rooms.example/room', 'https://rooms.example:84/room'],
  },
  {
    hosts: ['bücher.example'],
    takes: ['https://bücher.example/room', 'https://xn--bcher-kva.example/room', 'https://BÜCHER.example/room'],
    refuses: ['https://bucher.example/room'],
  },
  {
    hosts: ['xn--bcher-kva.example', 'your-team.daily.co:443'],
    takes: ['https://bücher.example/room', 'https://your-team.daily.co/room'],
    refuses: ['https://xn--bcher.example/room'],
  },
  {
    hosts: ['localhost:8000', '[::1]:8000', 'local-room.localhost'],
    takes: ['http://localhost:8000/room', 'http://[::1]:8000/room', 'https://local-room.localhost/coffee'],
    refuses: ['http://localhost:8001/room', 'http://127.0.0.1:8000/room', 'http://localhost/room'],
  },
  // An invalid host allows nothing.
  {
    hosts: [
      '*.daily.co',
      '*',
      'daily.co',
      '.daily.co',
      'https://your-team.daily.co',
      'your-team.daily.co/room',
      'your-team.daily.co?',
      'your-team.daily.co#',
      'a@your-team.daily.co',
      'your-team.daily.co:99999',
      'your team.daily.co',
      null,
      undefined,
      {},
      42,
    ],
    takes: [],
    refuses: ['https://your-team.daily.co/room', 'https://your-team.daily.co/other', 'https://https/room'],
  },
  { hosts: [], takes: [], refuses: ['https://your-team.daily.co/room', 'http://localhost/room'] },
  { hosts: [''], takes: [], refuses: ['https://your-team.daily.co/room'] },
  {
    hosts: ['one.example,two.example three.example\n\tfour.example,'],
    takes: ['https://one.example/room', 'https://two.example/room', 'https://four.example/room'],
    refuses: ['https://five.example/room'],
  },
];

describe('a room link with roomHosts', () => {
  // First, because roomHosts cannot be unset.
  it('may have any host without roomHosts', () => {
    configure({});
    expect(isAllowed('https://evil.example/room')).to.be.true;
    expect(isAllowed('http://localhost:8000/room')).to.be.true;
  });

  for (const { hosts, takes, refuses } of CASES) {
    describe(JSON.stringify(hosts), () => {
      beforeEach(() => configure({ roomHosts: hosts as string[] }));
      for (const link of takes) it(`takes ${link}`, () => expect(isAllowed(link)).to.be.true);
      for (const link of refuses) it(`refuses ${link}`, () => expect(isAllowed(link)).to.be.false);
    });
  }

  it('follows the last configure(), and keeps an omitted setting', () => {
    configure({ roomHosts: ['one.example'] });
    configure({ roomHosts: ['two.example'] });
    configure({});
    expect(['one', 'two'].map((name) => isAllowed(`https://${name}.example/room`))).to.deep.equal([false, true]);
  });

  it('is not affected by a later change of the array', () => {
    const hosts = ['one.example'];
    configure({ roomHosts: hosts });
    hosts.push('evil.example');
    expect(isAllowed('https://evil.example/room')).to.be.false;
  });
});
