// The plugin in a real WordPress: what administrators, editors, authors and contributors save over HTTP, and what a visitor's browser
// gets of it.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browserNames, byRole, launch, open, troubles } from '../e2e/browsers.mjs';
import { lack, startWordPress } from './wordpress.mjs';

const HOST = 'your-team.daily.co';
const ROOM = `https://${HOST}/office-hours`;
const FOREIGN = 'https://other-team.daily.co/office-hours';
const ELEMENTS = 'daily-knock-form, daily-owner-room, daily-waiting-list, daily-video-tile';
const OWNER = `<daily-owner-room room-url="${ROOM}"></daily-owner-room>`;
const FORM = `<daily-knock-form room-url="${ROOM}"></daily-knock-form>`;

/** A block as the editor saves it. */
const block = (attributes) =>
  `<!-- wp:daily-knock/knock ${JSON.stringify(attributes).replaceAll('--', '\\u002d\\u002d')} /-->`;
const OWNER_BLOCK = block({ side: 'owner', room: ROOM });

/** What shows nothing, whoever of those without `unfiltered_html` has written it. */
const NOTHING = {
  'the owner’s side': OWNER,
  'the owner’s side in capitals': OWNER.replaceAll('daily-owner-room', 'DAILY-OWNER-ROOM'),
  'the owner’s side, never closed': `<daily-owner-room room-url="${ROOM}"`,
  'the owner’s side, its tag in two lines': OWNER.replace(' ', '\n\t'),
  'the owner’s side in a comment that is none': `<!-->${OWNER}-->`,
  'the owner’s side in a quoted attribute': `<p title='">${OWNER}'>x</p>`,
  'the owner’s side in entities': OWNER.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  'the owner’s side, cut in two by itself': `<daily-ow<daily-owner-room>ner-room room-url="${ROOM}"></daily-owner-room>`,
  'a waiting list': '<daily-waiting-list for="elsewhere"></daily-waiting-list>',
  'the owner’s shortcode': `[daily-knock side="owner" room="${ROOM}"]`,
  'the owner’s shortcode, escaped': `[[daily-knock side="owner" room="${ROOM}"]]`,
  'the owner’s shortcode in another one': `[caption width="10" caption="x"][daily-knock side="owner" room="${ROOM}"][/caption]`,
  'the owner’s shortcode with attributes': `[daily-knock start-video-off side="owner" user-name="x" room="${ROOM}"]`,
  'the owner’s block': OWNER_BLOCK,
  'the owner’s block with an end': `${OWNER_BLOCK.replace(' /-->', ' -->')}<!-- /wp:daily-knock/knock -->`,
  'the owner’s block in another one': `<!-- wp:group --><div class="wp-block-group">${OWNER_BLOCK}</div><!-- /wp:group -->`,
  'the owner’s block with the elements’ own names': block({ side: 'owner', 'room-url': ROOM, room: ROOM }),
  'a block with a foreign room': block({ room: FOREIGN }),
  'a block with a foreign room in entities': block({ room: '&#104;ttps&colon;//other&#x2d;team.daily.co/x' }),
  'a block with a token in its link': block({ room: `${ROOM}?t=secret` }),
  'a foreign room': `<daily-knock-form room-url="${FOREIGN}"></daily-knock-form>`,
  'a foreign room in capitals': `<DAILY-KNOCK-FORM ROOM-URL='${FOREIGN}'></DAILY-KNOCK-FORM>`,
  'a foreign room without quotes': `<daily-knock-form room-url=${FOREIGN}></daily-knock-form>`,
  'a foreign room before one that is set': `<daily-knock-form room-url="${FOREIGN}" room-url="${ROOM}"></daily-knock-form>`,
  'a foreign room by shortcode': `[daily-knock room="${FOREIGN}"]`,
  'a foreign room in entities': `<daily-knock-form room-url="&#104;ttps&colon;//other&#x2d;team.daily.co/x"></daily-knock-form>`,
  'a host that begins like one that is set': `<daily-knock-form room-url="https://${HOST}.evil.example/x"></daily-knock-form>`,
  'a host that ends like one that is set': `<daily-knock-form room-url="https://x.${HOST}/x"></daily-knock-form>`,
  'a host broken by a tab': `<daily-knock-form room-url="https://${HOST}&Tab;.evil.example/x"></daily-knock-form>`,
  'a host that is a user’s name': `<daily-knock-form room-url="https://${HOST}@evil.example/x"></daily-knock-form>`,
  'a host before a backslash': `<daily-knock-form room-url="https://evil.example\\@${HOST}/x"></daily-knock-form>`,
  'a port': `<daily-knock-form room-url="https://${HOST}:8443/x"></daily-knock-form>`,
  'http:': `<daily-knock-form room-url="http://${HOST}/x"></daily-knock-form>`,
  'a link within a link': `<daily-knock-form room-url="${HOST}/x?${FOREIGN}"></daily-knock-form>`,
  'a link with a token': `<daily-knock-form room-url="${ROOM}?t=secret"></daily-knock-form>`,
  'a foreign room in a slot': `<!-- wp:html --><daily-knock-form room-url="${FOREIGN}"><p slot="idle">Come in!<daily-knock-form room-url="${FOREIGN}"></daily-knock-form></p></daily-knock-form><!-- /wp:html -->`,
};

describe('WordPress', { skip: lack }, () => {
  let site, browser;
  const users = {};

  /** Written by somebody, put in by an administrator. */
  const publish = async (user, content, more = {}) => {
    const { id } = await users[user].rest('posts', { title: 'Post', content, status: 'pending', ...more });
    const { link } = await users.admin.rest(`posts/${id}`, { status: 'publish' });
    return { id, link };
  };

  /** A post as it is in the database, whoever could have saved that. */
  const stored = async (user, content, more = {}) =>
    site.inWordPress(
      `$id = wp_insert_post( array( 'post_title' => 'Stored', 'post_status' => 'publish', 'post_author' => get_user_by( 'login', '${user}' )->ID ) );
      $GLOBALS['wpdb']->update( $GLOBALS['wpdb']->posts, json_decode( base64_decode( '${Buffer.from(
        JSON.stringify({ post_content: content, ...more }),
      ).toString('base64')}' ), true ), array( 'ID' => $id ) );
      return array( 'id' => $id, 'link' => get_permalink( $id ) );`,
    );

  /** What somebody (a visitor, or a user by name) gets to see. */
  const visit = async (link, user) => {
    const context = await browser.createBrowserContext();
    if (user) {
      const cookies = users[user].cookies.map((cookie) => cookie.split('='));
      await context.setCookie(...cookies.map(([name, value]) => ({ name, value, domain: '127.0.0.1', path: '/' })));
    }
    const opened = await open(context, link);
    return { ...opened, close: () => context.close() };
  };

  /** The elements in what somebody gets, as names with their attributes. */
  const elements = async (link, user) => {
    const { page, close } = await visit(link, user);
    const found = await page.$$eval(ELEMENTS, (all) =>
      all.map((element) =>
        Object.fromEntries([
          ['tag', element.localName],
          ...['room-url', 'auto-knock', 'auto-join', 'token']
            .filter((name) => element.hasAttribute(name))
            .map((name) => [name, element.getAttribute(name)]),
        ]),
      ),
    );
    const text = await page.$eval('body', (body) => body.innerText);
    await close();
    return { found, text };
  };

  before(async () => {
    site = await startWordPress({ elena: 'editor', arno: 'author', carla: 'contributor', paul: 'contributor' });
    for (const user of ['admin', 'elena', 'arno', 'carla', 'paul']) users[user] = await site.signIn(user);
    browser = await launch(browserNames[0]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  it('without a host, nothing is shown; those who may change that are told', async () => {
    const { id, link } = await publish('carla', FORM);
    const visitor = await elements(link);
    assert.deepEqual(visitor.found, []);
    assert.doesNotMatch(visitor.text, /daily-knock/);

    const { page: post, close: closePost } = await visit(link, 'admin');
    await post.waitForSelector('::-p-text(no hosts of rooms are set)');
    await closePost();
    const mine = await elements(`${site.url}/?p=${id}&preview=true`, 'carla');
    assert.deepEqual(mine.found, []);

    const { page, close } = await visit(`${site.url}/wp-admin/edit.php`, 'admin');
    await page.locator('.notice a[href$="page=daily-knock"]').click();
    await page.waitForSelector(byRole('heading', 'daily-knock'));
    await close();
  });

  it('an administrator sets the hosts, nobody else does', async () => {
    const { page, close } = await visit(`${site.url}/wp-admin/options-general.php?page=daily-knock`, 'admin');
    const hosts = byRole('textbox', 'Hosts of rooms');
    const save = async (typed) => {
      await page.locator(hosts).fill(typed);
      await Promise.all([page.waitForNavigation(), page.locator('#submit').click()]);
    };
    const saved = () => page.$eval(hosts, (field) => field.value);
    const refused = () => page.$$eval('.notice-error p', (all) => all.map(({ innerText }) => innerText.trim()));

    await save(`https://${HOST}/office-hours\n<b>x</b>\n*.daily.co\nrooms.example:8443\nYour-Team.daily.co.`);
    assert.equal(await saved(), `${HOST}\nrooms.example:8443`);
    assert.deepEqual(await refused(), [
      '“<b>x</b>” was left out: it is not a host. Write it like your-team.daily.co.',
      '“*.daily.co” was left out: it is not a host. Write it like your-team.daily.co.',
    ]);

    await save('your-team\nyour team\nyour-team.daily.co:99999\nhttp://plain.daily.co');
    assert.equal(await saved(), `${HOST}\nrooms.example:8443`, 'None of these can be used, so nothing changes.');
    assert.deepEqual(await refused(), [
      '“your-team” was left out: a host has a dot. Write it like your-team.daily.co.',
      '“your team” was left out: write one host a line.',
      '“your-team.daily.co:99999” was left out: its port is not one from 1 to 65535.',
      '“http://plain.daily.co” was left out: it needs https.',
      'The hosts are the same as before.',
    ]);
    await close();

    for (const user of ['elena', 'carla']) {
      const settings = await users[user].get('/wp-admin/options-general.php?page=daily-knock');
      assert.equal(settings.status, 403, user);
    }
    const body = new URLSearchParams({
      ...{ option_page: 'daily-knock', action: 'update', daily_knock_room_hosts: 'evil.example' },
    });
    for (const user of ['admin', 'elena']) {
      const forged = await users[user].get('/wp-admin/options.php', { method: 'POST', body });
      assert.equal(forged.status, 403, user);
    }
    assert.deepEqual(await site.inWordPress(`return get_option( 'daily_knock_room_hosts' );`), [
      HOST,
      'rooms.example:8443',
    ]);
  });

  it('a contributor’s form is there for visitors, waits for a click, and knows the hosts', async () => {
    const { link } = await publish('carla', FORM.replace(' ', ' auto-knock user-name="Gus" token="secret" '));
    const { page, problems, close } = await visit(link);
    const form = await page.waitForSelector('daily-knock-form[state=idle]');
    assert.deepEqual(await form.evaluate((element) => element.getAttributeNames().filter((name) => name !== 'state')), [
      'user-name',
      'room-url',
    ]);
    await page.locator(byRole('textbox', 'Your name')).fill('Gus');
    await page.waitForSelector(byRole('button', 'Knock'));
    assert.equal(
      await page.$eval('script[data-room-hosts]', ({ dataset, type }) => `${type} ${dataset.roomHosts}`),
      `module ${HOST} rooms.example:8443`,
    );
    assert.deepEqual(troubles(problems), []);
    await close();
  });

  it('a form without a room asks the guest for the link', async () => {
    const { link } = await publish('carla', '<daily-knock-form></daily-knock-form>');
    const { page, close } = await visit(link);
    await page.waitForSelector(byRole('textbox', 'Room link'));
    await page.waitForSelector('script[data-room-hosts]');
    await close();
  });

  it('a contributor’s shortcode is a form, with its port and without', async () => {
    const { link } = await publish(
      'carla',
      `[daily-knock room="https://RoomS.example:8443/x"] [daily-knock room="${HOST}:443/x"]`,
    );
    const { found } = await elements(link);
    assert.deepEqual(found, [
      { tag: 'daily-knock-form', 'room-url': 'https://RoomS.example:8443/x' },
      { tag: 'daily-knock-form', 'room-url': `${HOST}:443/x` },
    ]);
  });

  for (const [what, content] of Object.entries(NOTHING)) {
    it(`shows nothing of ${what}, saved by a contributor, or before this plugin`, async () => {
      for (const { link } of [await publish('carla', content), await stored('paul', content)]) {
        const { found, text } = await elements(link);
        assert.deepEqual(found, []);
        assert.doesNotMatch(text, /Not shown|Come in/);
      }
    });
  }

  const STARTING = {
    'an element': FORM.replace(' ', ' AUTO-KNOCK auto-knock="" Auto-Join=x token=secret a=b/ '),
    'a shortcode': `[daily-knock auto-knock token="secret" room="${ROOM}" AUTO-JOIN="true" user-name="x&quot; auto-knock=&quot;"]`,
    'a block': block({
      ...{ room: ROOM, 'auto-knock': true, 'AUTO-JOIN': '', token: 'secret', autoKnock: true, 'room-url': FOREIGN },
      ...{ 0: 'auto-knock', 1: ['auto-knock'], 'user-name': '" auto-knock x="', alerts: { 'auto-knock': true } },
    }),
    'a block with a forged side': block({ side: 'OWNER', room: ROOM, 'auto-join': true }),
    'a block with a side that is a list': block({ side: ['owner'], room: ROOM }),
  };
  for (const [what, content] of Object.entries(STARTING)) {
    it(`starts nothing of ${what} by itself, whoever saved it`, async () => {
      for (const { link } of [await publish('elena', content), await stored('carla', content)]) {
        const { found } = await elements(link);
        assert.deepEqual(found, [{ tag: 'daily-knock-form', 'room-url': ROOM }]);
      }
    });
  }

  it('gives a block and a shortcode the same attributes, without those of the other side', async () => {
    const given = { room: ROOM, 'user-name': 'Gus "G" <b>', 'connect-timeout': 30, 'answer-timeout': 60 };
    const all = { ...given, 'start-video-off': true, 'start-audio-off': false, 'decision-timeout': 9, alerts: 'none' };
    const shortcode = `[daily-knock room="${ROOM}" start-video-off user-name='Gus "G" <b>' alerts=none connect-timeout=30 answer-timeout="60" decision-timeout=9]`;
    for (const content of [block(all), shortcode]) {
      const { page, close } = await visit((await publish('elena', content)).link);
      const form = await page.waitForSelector('daily-knock-form[state=idle]');
      assert.deepEqual(
        await form.evaluate((element) =>
          Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
        ),
        {
          ...{ state: 'idle', 'room-url': ROOM, 'user-name': 'Gus "G" <b>', 'start-video-off': '', alerts: 'none' },
          ...{ 'connect-timeout': '30', 'answer-timeout': '60' },
        },
      );
      await close();
    }
  });

  it('takes words for “off” in a shortcode as such, and the side and the room as people write them', async () => {
    for (const [attributes, tag, names] of [
      [`room="${ROOM}" start-video-off="false" start-audio-off="0"`, 'daily-knock-form', []],
      [`room="${ROOM}" start-video-off=" No " start-audio-off=OFF`, 'daily-knock-form', []],
      [
        `room="${ROOM}" start-video-off="yes" start-audio-off`,
        'daily-knock-form',
        ['start-audio-off', 'start-video-off'],
      ],
      [`room="${ROOM}" start-video-off="" user-name=""`, 'daily-knock-form', ['start-video-off']],
      [`room-url="${ROOM}" side="Guest"`, 'daily-knock-form', []],
      [
        `room-url="${ROOM}" side=" Owner " admit-muted="False" start-video-off`,
        'daily-owner-room',
        ['start-video-off'],
      ],
    ]) {
      const { page, close } = await visit((await publish('elena', `[daily-knock ${attributes}]`)).link);
      const element = await page.waitForSelector(ELEMENTS);
      const found = await element.evaluate(({ localName, attributes: all }) => [
        localName,
        [...all].map(({ name }) => name).filter((name) => !['state', 'class'].includes(name)),
      ]);
      assert.deepEqual([found[0], found[1].sort()], [tag, ['room-url', ...names].sort()], attributes);
      await close();
    }
  });

  it('tells those who may edit a post what is wrong in a shortcode', async () => {
    const linked = `<a href="${ROOM}">${ROOM}</a>`;
    for (const [attributes, tags, said] of [
      [`side="host" room="${ROOM}"`, [], 'Not shown: “host” is not a side. Write “guest” or “owner”.'],
      [
        `side="owner" room="${linked}"`,
        [],
        'Not shown: there is a link in the shortcode. Remove it and keep its text.',
      ],
      [`room='${linked}'`, [], 'Not shown: there is a link in the shortcode. Remove it and keep its text.'],
      [
        `room="${ROOM}" start-vidoe-off token="x"`,
        ['daily-knock-form'],
        'Left out: “start-vidoe-off”, “token”. The shortcode of this side has no such attribute.',
      ],
      [
        `side="owner" room="${ROOM}" ask="Why?"`,
        ['daily-owner-room'],
        'Left out: “ask”. The shortcode of this side has no such attribute.',
      ],
    ]) {
      const { link } = await publish('elena', `[daily-knock ${attributes}]`);
      const editor = await elements(link, 'elena');
      assert.ok(editor.text.includes(`daily-knock: ${said}`), `${attributes}: ${editor.text}`);
      const visitor = await elements(link);
      for (const { found } of [editor, visitor])
        assert.deepEqual(
          found.map(({ tag }) => tag),
          tags,
          attributes,
        );
      assert.doesNotMatch(visitor.text, /daily-knock:/);
    }
  });

  it('takes a guests’ page with or without https://, and says what is none', async () => {
    const shown = async (content, user) => {
      const { page, close } = await visit((await publish('elena', content)).link, user);
      const owner = await page.waitForSelector('daily-owner-room');
      const found = await owner.evaluate((element) => element.getAttribute('guest-link'));
      const text = await page.$eval('body', ({ innerText }) => innerText);
      await close();
      return { found, text };
    };
    const both = (link) => [
      `[daily-knock side="owner" room="${ROOM}" guest-link="${link}"]`,
      block({ side: 'owner', room: ROOM, 'guest-link': link }),
    ];
    for (const [link, expected] of [
      ['example.com/meet', 'https://example.com/meet'],
      ['example.com:8080', 'https://example.com:8080'],
      ['http://example.com/?a=1&copy=2', 'http://example.com/?a=1&copy=2'],
      ['/meet/', '/meet/'],
    ])
      for (const content of both(link)) assert.equal((await shown(content)).found, expected, content);
    for (const link of ['meet', 'meet.html', 'javascript:alert(1)', 'https://', 'https://me:x@example.com/'])
      for (const content of both(link)) {
        const { found, text } = await shown(content, 'elena');
        assert.equal(found, null, content);
        assert.ok(
          text.includes(`Left out: “${link}” is not the address of a page, such as https://example.com/meet.`),
          text,
        );
      }
  });

  it('puts no paragraph around a shortcode that stands alone, on either side', async () => {
    for (const side of ['guest', 'owner']) {
      const { link } = await publish('elena', `Before.\n\n[daily-knock side="${side}" room="${ROOM}"]\n\nAfter.`);
      const { page, close } = await visit(link);
      const element = await page.waitForSelector(ELEMENTS);
      assert.equal(await element.evaluate((found) => found.closest('p')), null, side);
      assert.deepEqual(
        await page.$$eval('p', (all) => all.map((p) => p.innerText).filter((t) => /Before|After/.test(t))),
        ['Before.', 'After.'],
      );
      await close();
    }
  });

  it('an editor’s owner’s side is shown, as an element, a shortcode and a block, with a list in it', async () => {
    const list = '<daily-waiting-list></daily-waiting-list>';
    const content = `${OWNER.replace('>', ` auto-join token="x">${list}`)}[daily-knock side="owner" room="${ROOM}"]${OWNER_BLOCK}`;
    const { id, link } = await publish('elena', content);
    const drawn = [
      { tag: 'daily-owner-room', 'room-url': ROOM },
      { tag: 'daily-waiting-list' },
      { tag: 'daily-owner-room', 'room-url': ROOM },
      { tag: 'daily-owner-room', 'room-url': ROOM },
    ];
    assert.deepEqual((await elements(link)).found, drawn);
    assert.doesNotMatch(await (await fetch(link)).text(), /daily-knock-[0-9a-f]{32}/);
    const { page, close } = await visit(link);
    await page.waitForSelector(byRole('button', 'Join'));
    await close();

    // Who may no longer edit others' posts shows no owner's side either.
    const setRole = (role) => site.inWordPress(`get_user_by( 'login', 'elena' )->set_role( '${role}' );`);
    await setRole('author');
    assert.deepEqual((await elements(link)).found, []);
    await setRole('editor');
    assert.deepEqual((await elements(link)).found, drawn);

    // Neither does a contributor to whom an editor gives the post.
    await site.inWordPress(
      `wp_update_post( array( 'ID' => ${id}, 'post_author' => get_user_by( 'login', 'carla' )->ID ) );`,
    );
    assert.deepEqual((await elements(link)).found, []);
  });

  it('an editor’s owner’s side stays where WordPress cleans what editors save', async () => {
    const saved = (user, text) =>
      site.inWordPress(
        `wp_set_current_user( get_user_by( 'login', '${user}' )->ID );
        return get_post( wp_insert_post( array( 'post_title' => 'x', 'post_content' => '${text}' ) ) )->post_content;`,
        { before: "define( 'DISALLOW_UNFILTERED_HTML', true );" },
      );
    const text = `<daily-owner-room auto-join room-url="${ROOM}" onclick="x"></daily-owner-room>`;
    assert.equal(await saved('elena', text), OWNER);
    assert.equal(await saved('carla', text), '');
  });

  it('those who may edit a post read why something of it is not shown', async () => {
    const { id, link } = await publish(
      'carla',
      `<p>${NOTHING['a foreign room']}</p>${NOTHING['the owner’s shortcode']}`,
    );
    const editor = await elements(link, 'elena');
    assert.deepEqual(editor.found, []);
    assert.match(editor.text, /Not shown: “https:\/\/other-team\.daily\.co\/office-hours” is not/);
    assert.match(editor.text, /Not shown: the owner’s side/);
    await users.admin.rest(`posts/${id}`, { status: 'pending' });
    const preview = await elements(`${site.url}/?p=${id}&preview=true`, 'carla');
    assert.deepEqual(preview.found, []);
    assert.match(preview.text, /Not shown: the owner’s side/);
  });

  it('brings nobody else’s owner’s side into an administrator’s page', async () => {
    const shortcode = NOTHING['the owner’s shortcode'];
    const everything = `${OWNER}${NOTHING['the owner’s side in entities']}${shortcode}${OWNER_BLOCK}`;
    await site.inWordPress(
      `$all = get_posts( array( 'numberposts' => -1 ) ); foreach ( $all as $one ) wp_delete_post( $one->ID, true );`,
    );
    const { id } = await stored('arno', everything, { post_title: shortcode, post_excerpt: everything });
    await site.inWordPress(
      `wp_insert_comment( array( 'comment_post_ID' => ${id}, 'comment_author' => '${shortcode}', 'comment_content' => '${everything}', 'comment_approved' => 1 ) );`,
    );
    const pattern = await stored('arno', everything, { post_type: 'wp_block' });
    const blocks = [
      '<!-- wp:latest-posts {"displayPostContent":true,"displayPostContentRadio":"full_post"} /-->',
      '<!-- wp:latest-posts {"displayPostContent":true} /-->',
      '<!-- wp:latest-comments /-->',
      `<!-- wp:block {"ref":${pattern.id}} /-->`,
      '<!-- wp:query {"queryId":1,"query":{"perPage":5,"postType":"post"}} --><!-- wp:post-template --><!-- wp:post-title /--><!-- wp:post-excerpt /--><!-- wp:post-content /--><!-- /wp:post-template --><!-- /wp:query -->',
    ];
    const { link } = await users.admin.rest('pages', {
      ...{ title: 'Page', status: 'publish' },
      content: `<p>From here</p>${blocks.join('\n')}<p>to here</p>`,
    });
    for (const user of [undefined, 'elena', 'admin']) {
      const { found, text } = await elements(link, user);
      assert.match(text, /From here[^]*to here/);
      assert.deepEqual(
        found.filter(({ tag }) => tag !== 'daily-knock-form'),
        [],
        user ?? 'visitor',
      );
    }
    for (const address of ['/', '/?feed=rss2', '/?feed=comments-rss2', `/?p=${id}`]) {
      assert.doesNotMatch(await (await fetch(site.url + address)).text(), /<daily-(owner|waiting)/i, address);
    }
  });

  it('lends an administrator’s rights to no other text that a theme puts through the filters of a post', async () => {
    const { id } = await publish('admin', `${OWNER}<p>Mine</p>`);
    const filtered = (text) =>
      site.inWordPress(`$GLOBALS['post'] = get_post( ${id} ); return apply_filters( 'the_content', '${text}' );`);
    const elsewhere = (text) => text.replace('office-hours', 'elsewhere');
    const others = `${elsewhere(OWNER)}${NOTHING['the owner’s shortcode']}${elsewhere(OWNER_BLOCK)}`;
    assert.doesNotMatch(await filtered(others), /<daily-/);
    assert.match(await filtered(OWNER), /<daily-owner-room/);
  });

  it('stays a block for plugins that hide blocks', async () => {
    const { id } = await publish('elena', OWNER_BLOCK);
    const shown = (name) =>
      site.inWordPress(
        `add_filter( 'render_block_${name}', '__return_empty_string' );
        $GLOBALS['post'] = get_post( ${id} );
        return apply_filters( 'the_content', $GLOBALS['post']->post_content );`,
      );
    assert.match(await shown('core/paragraph'), /<daily-owner-room/);
    assert.doesNotMatch(await shown('daily-knock/knock'), /<daily-owner-room/);
  });

  it('shows the owner’s side of an editor’s synced pattern', async () => {
    for (const content of [OWNER, OWNER_BLOCK]) {
      const pattern = await stored('elena', content, { post_type: 'wp_block' });
      const { link } = await publish('elena', `<!-- wp:block {"ref":${pattern.id}} /-->`);
      assert.deepEqual((await elements(link)).found, [{ tag: 'daily-owner-room', 'room-url': ROOM }]);
    }
  });

  it('cleans what comes by XML-RPC as well', async () => {
    const value = (text) => `<value><string><![CDATA[${text}]]></string></value>`;
    const member = ([name, text]) => `<member><name>${name}</name>${value(text)}</member>`;
    const struct = Object.entries({ post_title: 'x', post_content: `${OWNER}${FORM.replace(' ', ' auto-knock ')}` });
    const response = await fetch(`${site.url}/xmlrpc.php`, {
      method: 'POST',
      body: `<methodCall><methodName>wp.newPost</methodName><params>${['<value><int>1</int></value>', value('carla'), value(site.password), `<value><struct>${struct.map(member).join('')}</struct></value>`].map((param) => `<param>${param}</param>`).join('')}</params></methodCall>`,
    });
    const [, id] = /<string>(\d+)<\/string>/.exec(await response.text());
    assert.equal(await site.inWordPress(`return get_post( ${id} )->post_content;`), FORM);
  });

  it('looks at widgets, templates, excerpts and comments as well', async () => {
    const text = `${FORM.replace(' ', ' auto-knock ')}${NOTHING['a foreign room']}${OWNER}`;
    const blocks = `${block({ room: ROOM, 'auto-knock': true })}${block({ room: FOREIGN })}${OWNER_BLOCK}`;
    const [widget, html, template, drawn, excerpt, comment] = await site.inWordPress(
      `$text = '${text}';
      return array(
        apply_filters( 'widget_text', $text, array(), null ),
        apply_filters( 'widget_custom_html_content', $text, array(), null ),
        do_blocks( "<!-- wp:html -->$text<!-- /wp:html -->" ),
        do_blocks( '${blocks}' ),
        apply_filters( 'get_the_excerpt', $text, null ),
        apply_filters( 'comment_text', $text, null, array() ),
      );`,
    );
    for (const shown of [widget, html, template, drawn])
      assert.equal(shown.trim(), `${FORM}<span hidden></span>${OWNER}`, 'What administrators write.');
    assert.doesNotMatch(`${excerpt}${comment}`, /daily-/);
  });

  it('makes text of tags that are never closed, however many', async () => {
    const { link } = await stored('carla', '<daily-knock-form a="'.repeat(20_001));
    assert.deepEqual((await elements(link)).found, []);
  });

  it('draws a block for the editor as the post would show it, whoever asks', async () => {
    const { id } = await users.carla.rest('posts', { title: 'Post', content: '', status: 'draft' });
    const drawn = async (user, attributes, postId) =>
      (
        await users[user].rest('block-renderer/daily-knock/knock&context=edit', {
          attributes,
          ...(postId && { post_id: postId }),
        })
      ).rendered;
    const owner = { side: 'owner', room: ROOM };

    assert.equal(await drawn('carla', { room: ROOM }, id), FORM);
    for (const postId of [id, undefined]) {
      assert.doesNotMatch(await drawn('carla', owner, postId), /<daily-/);
      assert.doesNotMatch(await drawn('carla', { room: FOREIGN }, postId), /<daily-/);
    }
    // A contributor's post has no owner's side, even if an editor looks at it.
    assert.match(await drawn('elena', owner, id), /Not shown: the owner’s side/);
    assert.equal(await drawn('elena', owner), OWNER);
    for (const smuggled of [{ 'auto-knock': true }, { token: 'secret' }, { side: 'Owner' }, { 'user-name': {} }])
      await assert.rejects(drawn('elena', { room: ROOM, ...smuggled }), /Invalid parameter/);
    const nobody = await fetch(`${site.url}/?rest_route=/wp/v2/block-renderer/daily-knock/knock&context=edit`);
    assert.equal(nobody.status, 401);
  });

  describe('the block editor', () => {
    /** The editor of somebody's new draft; what is in its frames is found as well. */
    const edit = async (user, content) => {
      const { id } = await users[user].rest('posts', { title: 'Draft', content, status: 'draft' });
      const opened = await visit(`${site.url}/wp-admin/post.php?post=${id}&action=edit`, user);
      const { page } = opened;
      page.setDefaultTimeout(30_000);
      /** The first element that a selector finds, in whatever frame, with this text if one is given. */
      const find = (selector, text = '') =>
        page.waitForFunction(
          (wanted, containing) => {
            const search = (doc) =>
              [...doc.querySelectorAll(wanted)].find(({ textContent }) => textContent.includes(containing)) ??
              [...doc.querySelectorAll('iframe')]
                .map(({ contentDocument }) => contentDocument?.body && search(contentDocument))
                .find(Boolean);
            return search(document);
          },
          {},
          selector,
          text,
        );
      /** Clicks where something is, once it stands still and no frame cuts it off, so that the block around it is selected. */
      const press = async (found) => {
        const point = await page.waitForFunction(
          (element) => {
            element.scrollIntoView({ block: 'center' });
            const place = { x: 40, y: 20 };
            for (let each = element; each; each = each.ownerDocument.defaultView.frameElement) {
              const { x, y } = each.getBoundingClientRect();
              place.x += x;
              place.y += y;
              if (place.y < 0 || place.y >= each.ownerDocument.defaultView.innerHeight) return false;
            }
            const stands = window.lastPlace === JSON.stringify(place);
            window.lastPlace = JSON.stringify(place);
            return stands && place;
          },
          { polling: 200 },
          found,
        );
        const { x, y } = await point.jsonValue();
        await page.mouse.move(x, y);
        await page.mouse.click(x, y);
        await page.waitForSelector(byRole('combobox', 'Side'));
      };
      return { ...opened, id, find, press };
    };
    const sides = (page) =>
      page.$eval(byRole('combobox', 'Side'), ({ options }) => [...options].map(({ label }) => label));

    it('shows a contributor the form as guests get it; nothing of it can be used, and nothing starts', async () => {
      const content = block({ room: ROOM, 'user-name': 'Gus', 'auto-knock': true });
      const { page, requests, find, press, close } = await edit('carla', content);
      const form = await find('daily-knock-form[state=idle]');
      assert.deepEqual(
        await form.evaluate((element) => [element.getAttribute('room-url'), element.hasAttribute('auto-knock')]),
        [ROOM, false],
      );
      const [isShown, isInert] = await form.evaluate((element) => [
        element.checkVisibility() && element.getBoundingClientRect().height > 100,
        Boolean(element.closest('[inert]')),
      ]);
      assert.ok(isShown, 'Nothing to be seen.');
      assert.ok(isInert);

      await press(form);
      assert.deepEqual(await sides(page), ['Guest, who knocks']);
      // Its own script would fetch the code for calls when the pointer is over it, or when it has the focus.
      assert.equal(
        await form.evaluate((element) => {
          element.shadowRoot.querySelector('input').focus();
          return element.ownerDocument.activeElement === element;
        }),
        false,
      );
      assert.equal(await form.evaluate((element) => element.getAttribute('state')), 'idle');
      const scripts = requests.filter((request) => request.includes('/daily-knock/dist/'));
      assert.deepEqual([...new Set(scripts.map((request) => request.split('/').at(-1)))], ['daily-knock.js']);
      assert.deepEqual(
        requests.filter((request) => /daily(webrtc)?\.(co|com|net)/.test(new URL(request).hostname)),
        [],
      );
      await close();
    });

    it('gives texts of others in the editor no live elements', async () => {
      const content = `<!-- wp:paragraph --><p>${FORM.replace(' ', ' auto-knock user-name="x" ')}Text</p><!-- /wp:paragraph -->${block({ room: ROOM })}`;
      const { find, close } = await edit('elena', content);
      await find('[inert] > daily-knock-form[state=idle]');
      const paragraph = await find('[data-type="core/paragraph"]');
      assert.equal(
        await paragraph.evaluate((element) => Boolean(element.querySelector('daily-knock-form')?.shadowRoot)),
        false,
      );
      await close();
    });

    it('tells an author why a block is not shown, and shows it when that is mended', async () => {
      const { page, find, press, close } = await edit('arno', block({ side: 'owner', room: FOREIGN }));
      await press(await find('.daily-knock-notice', 'only in a post or page whose own author'));
      assert.deepEqual(await sides(page), ['Guest, who knocks', 'Owner, who answers']);
      await page.select(byRole('combobox', 'Side'), 'guest');
      await find('.daily-knock-notice', `“${FOREIGN}” is not the plain link`);
      await page.locator(byRole('textbox', 'Room link')).fill(ROOM);
      await find(`daily-knock-form[state=idle][room-url="${ROOM}"]`);
      assert.deepEqual(await sides(page), ['Guest, who knocks']);
      await close();
    });

    it('says beside the preview what is wrong with the link for guests', async () => {
      const { page, find, press, close } = await edit('elena', block({ side: 'owner', room: ROOM }));
      await press(await find('daily-owner-room[state=idle]'));
      await page.locator(byRole('button', 'Form')).click();
      const field = page.locator(byRole('textbox', 'Link for guests'));
      await field.fill('meet');
      const notice = await find('.daily-knock-notice', '“meet” is not the address of a page');
      assert.equal(await notice.evaluate((element) => element.closest('[inert]')), null);
      await find('[inert] > daily-owner-room[state=idle]:not([guest-link])');
      await field.fill('example.com/meet');
      await find('daily-owner-room[state=idle][guest-link="https://example.com/meet"]');
      assert.equal(await page.$('.daily-knock-notice'), null);
      await close();
    });

    it('lets an editor choose the owner’s side, and save it for visitors', async () => {
      const { page, id, find, press, close } = await edit('elena', block({ room: ROOM, 'answer-timeout': 60 }));
      await press(await find('daily-knock-form[state=idle]'));
      await page.select(byRole('combobox', 'Side'), 'owner');
      await find(`daily-owner-room[state=idle][room-url="${ROOM}"]`);
      await page.locator(byRole('button', 'Form')).click();
      await page.locator(byRole('checkbox', 'Start with the camera off')).click();
      await find('daily-owner-room[state=idle][start-video-off]');
      await page.locator(byRole('button', 'Save draft')).click();
      await page.waitForFunction(() => !window.wp.data.select('core/editor').isEditedPostDirty());
      await close();

      const { link } = await users.admin.rest(`posts/${id}`, { status: 'publish' });
      const { page: visitor, close: leave } = await visit(link);
      await visitor.waitForSelector('daily-owner-room[state=idle][start-video-off]');
      await visitor.waitForSelector(byRole('button', 'Join'));
      await leave();
    });
  });

  it('keeps the scripts that a theme adds before and after its own', async () => {
    const printed = await site.inWordPress(
      `wp_add_inline_script( 'daily-knock', 'first = "<b>"', 'before' );
      wp_add_inline_script( 'daily-knock', 'then = "$0"' );
      wp_enqueue_script( 'daily-knock' );
      ob_start();
      wp_print_scripts( 'daily-knock' );
      return ob_get_clean();`,
    );
    const parts = ['first = "<b>"', 'type="importmap"', '<script type="module"', 'then = "$0"'];
    const places = parts.map((part) => printed.indexOf(part));
    assert.ok(!places.includes(-1), printed);
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
      printed,
    );
    assert.equal(printed.match(/<script[^>]* src=/g).length, 1, printed);
  });

  it('makes PHP complain of nothing', async () => {
    assert.deepEqual(
      (await site.complaints()).split('\n').filter((line) => line.includes('daily-knock')),
      [],
    );
  });

  it('leaves no setting behind when it is deleted', async () => {
    assert.equal(
      await site.inWordPress(
        `uninstall_plugin( 'daily-knock/daily-knock.php' );
        return get_option( 'daily_knock_room_hosts' );`,
      ),
      false,
    );
  });
});
