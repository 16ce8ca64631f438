import { expect } from '@open-wc/testing';
import { parseRoomUrl } from '../../src/core/room-url.js';

const LINKS: [string, string][] = [
  ['https://team.daily.co/room', 'https://team.daily.co/room'],
  ['  https://team.daily.co/room\n', 'https://team.daily.co/room'],
  ['team.daily.co/room', 'https://team.daily.co/room'],
  ['http://localhost:8000/room', 'http://localhost:8000/room'],
  ['https://video.example.org/a/b?x=1', 'https://video.example.org/a/b?x=1'],
  ['example.org:8443/room', 'https://example.org:8443/room'],
  ['https://team.daily.co/room\u200b', 'https://team.daily.co/room'],
  ['\ufeffhttps://team.daily\u00ad.co/\u2060room', 'https://team.daily.co/room'],
  ['https://team.daily.co/room.', 'https://team.daily.co/room'],
  ['team.daily.co/room,', 'https://team.daily.co/room'],
  ['<https://team.daily.co/room>', 'https://team.daily.co/room'],
  ['“https://team.daily.co/room”', 'https://team.daily.co/room'],
  ['(https://team.daily.co/room)', 'https://team.daily.co/room'],
  ['Join me at https://team.daily.co/room, please!', 'https://team.daily.co/room'],
  ['[Our room](https://team.daily.co/room)', 'https://team.daily.co/room'],
  ['https://team.daily.co/room.1', 'https://team.daily.co/room.1'],
  ['「https://team.daily.co/room」', 'https://team.daily.co/room'],
  ['（https://team.daily.co/room）', 'https://team.daily.co/room'],
  ['会议链接：https://team.daily.co/room，请加入。', 'https://team.daily.co/room'],
  ['https://team.daily.co/room؟', 'https://team.daily.co/room'],
  ['**https://team.daily.co/room**', 'https://team.daily.co/room'],
  ['https://team.daily.co/room <https://team.daily.co/room>', 'https://team.daily.co/room'],
  ['(team.daily.co/room)', 'https://team.daily.co/room'],
  ['"team.daily.co/room".', 'https://team.daily.co/room'],
  ['「team.daily.co/room」', 'https://team.daily.co/room'],
  ['https://team.daily.co/room_', 'https://team.daily.co/room_'],
  ['http://[::1]:8000/room', 'http://[::1]:8000/room'],
  ['http://127.0.0.1/room', 'http://127.0.0.1/room'],
  ['http://local.localhost:8000/room', 'http://local.localhost:8000/room'],
  ['https://team.daily.co/room see you there', 'https://team.daily.co/room'],
  ['https://team.daily.co/room\nMeeting', 'https://team.daily.co/room'],
];

const NOT_LINKS = [
  '',
  '   ',
  'room',
  'hello world',
  'https://',
  'https://team.daily.co',
  'https://team.daily.co/',
  'team.daily.co',
  'javascript:alert(1)',
  'data:text/html,hi',
  'ftp://team.daily.co/room',
  'https://daily.co@evil.example/room',
  'https://team.daily.co/my room',
  '/room',
  '\u200b',
  '.',
  'https://team.daily.co/one https://team.daily.co/two',
  'From https://a.daily.co/one to https://b.daily.co/two',
  'Join me at team.daily.co',
  'http://team.daily.co/room',
  'http://127.0.0.1.evil.example/room',
  'http://localhost.evil.example/room',
  'http://192.168.1.7/room',
];

describe('a room link', () => {
  for (const [text, link] of LINKS) {
    it(`is ${JSON.stringify(text)}`, () => expect(parseRoomUrl(text)).to.equal(link));
  }
  for (const text of NOT_LINKS) {
    it(`is not ${JSON.stringify(text)}`, () => expect(parseRoomUrl(text)).to.equal(undefined));
  }
});
