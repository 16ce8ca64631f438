import { expect } from '@open-wc/testing';
import { elapsed } from '../../src/elements/waiting-list/elapsed.js';
import { en, type Language } from '../../src/i18n/en.js';
import { languages } from '../../src/i18n/languages.js';

type Word = string | ((...args: string[]) => string);

const CODES = ['ar', 'de', 'es', 'fr', 'he', 'hi', 'it', 'ja', 'ko', 'nl', 'pl', 'pt', 'tr', 'uk', 'zh', 'zh-Hant'];

/** The letters of the languages that do without Latin ones. */
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  ar: /\p{Script=Arabic}/u,
  he: /\p{Script=Hebrew}/u,
  hi: /\p{Script=Devanagari}/u,
  ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
  ko: /\p{Script=Hangul}/u,
  uk: /\p{Script=Cyrillic}/u,
  zh: /\p{Script=Han}/u,
  'zh-Hant': /\p{Script=Han}/u,
};

/** Words that are the same in English. */
const SAME: Readonly<Record<string, readonly string[]>> = { nl: ['camera'] };

/** How a language does not address people, as it addresses them in another way everywhere else. */
const OTHER_ADDRESS: Readonly<Record<string, RegExp>> = {
  de: /(?<!\p{L})(?:du|dich|dir|dein\p{L}*)(?!\p{L})/iu,
  es: /(?<!\p{L})(?:tú|tu|tus|ti|contigo)(?!\p{L})/iu,
  fr: /(?<!\p{L})(?:tu|toi|ton|ta|tes)(?!\p{L})/iu,
  he: /(?<!\p{L})(?:אתם|אתכם|שלכם|מלבדכם|שתיכנסו|שתאשרו)(?!\p{L})/u,
  it: /(?<!\p{L})(?:Lei|suo|sua|suoi|sue|scelga|controlli|chiuda|consenta)(?!\p{L})/iu,
  nl: /(?<!\p{L})(?:u|uw)(?!\p{L})/iu,
  pl: /(?<!\p{L})(?:Pan|Pani|Państw\p{L}+|proszę)(?!\p{L})/iu,
  pt: /(?<!\p{L})(?:tu|te|ti|teu|tua|teus|tuas)(?!\p{L})/iu,
  tr: /(?<!\p{L})(?:sen|seni|sana|senin)(?!\p{L})/iu,
  uk: /(?<!\p{L})(?:ти|тебе|тобі|твій|твоя|твоє)(?!\p{L})/iu,
  zh: /你/u,
  'zh-Hant': /你/u,
};

/** Simplified and Traditional characters in daily use, as older character sets have them: GB 2312, and the first level of Big5. */
const CHARACTERS: Readonly<Record<string, ReadonlySet<string>>> = {
  zh: charactersOf('gb2312', [0xb0, 0xf7], 0xa1),
  'zh-Hant': charactersOf('big5', [0xa4, 0xc6], 0x40),
};

/** What is said on the mainland, in Traditional characters, and otherwise in Taiwan. */
const MAINLAND = /視頻|音頻|網絡|攝像頭|揚聲器|鏈接|地址欄|程序|設備|默認|房間|加載|信息|屏幕|登錄|令牌|訪問/u;

const ENGLISH = /\b(?:the|you|your|this|that|with|room|call|please|try|again|waiting|whether|check)\b/i;

/** Numbers of people, with all that plural rules ask about. */
const COUNTS = Array.from({ length: 1001 }, (_, index) => index);

function charactersOf(encoding: string, [first, last]: readonly [number, number], cells: number): ReadonlySet<string> {
  const bytes: number[] = [];
  for (let row = first; row <= last; row += 1) {
    for (let cell = cells; cell < 0xff; cell += 1) bytes.push(row, cell, 0x20);
  }
  return new Set(new TextDecoder(encoding).decode(new Uint8Array(bytes)).match(/\p{Script=Han}/gu));
}

const entries = (language: Language): [string, Word][] =>
  Object.entries(language).filter(([key]) => !key.startsWith('$')) as [string, Word][];
const inEnglish = (key: string): Word => (en as unknown as Record<string, Word>)[key]!;

/** What is put into a word in place of names and numbers: in no language a word. */
const ARGS = ['⟦1⟧', '⟦2⟧'];

/** Words that count people, and have a form for each number of them. */
const COUNTING = [
  'people',
  'showAll',
  'peopleBefore',
  'allowThese',
  'denyThese',
  'writeThese',
  'askAllow',
  'askDeny',
] as const;
const isCounting = (key: string): boolean => (COUNTING as readonly string[]).includes(key);

/** Everything that a word can say. */
function sayingsOf(key: string, word: Word, code: string): string[] {
  if (typeof word === 'string') return [word];
  if (!isCounting(key)) return [word(...ARGS)];
  const { pluralCategories } = new Intl.PluralRules(code).resolvedOptions();
  return pluralCategories.map((form) => word(ARGS[0]!, form));
}

/** Without what is written in Latin letters everywhere: links, and names of browsers. */
const ownText = (text: string): string =>
  text.replace(/https:\/\/[\w./-]*|https|Chrome|Edge|Firefox|Safari|iOS|Android|⟦\d⟧/g, '');

describe('the languages', () => {
  it('are those that are promised', () => {
    expect(Object.keys(languages).sort()).to.deep.equal(CODES);
  });

  for (const code of ['en', ...CODES]) {
    describe(code, () => {
      let language: Language;

      before(async () => {
        language = code === 'en' ? en : (await languages[code]!()).default;
      });

      it('says what it is', () => {
        expect(language.$code).to.equal(code);
        expect(language.$name.toLocaleLowerCase(code)).to.equal(
          code === 'zh'
            ? '简体中文'
            : new Intl.DisplayNames(code, { type: 'language' }).of(code)!.toLocaleLowerCase(code),
        );
        expect(language.$dir).to.equal(code === 'ar' || code === 'he' ? 'rtl' : 'ltr');
      });

      it('has every word, and none besides', () => {
        expect(Object.keys(language).sort()).to.deep.equal(Object.keys(en).sort());
        for (const [key, word] of entries(language)) {
          expect(typeof word, key).to.equal(typeof inEnglish(key));
          for (const saying of sayingsOf(key, word, code)) {
            expect(saying, key)
              .to.match(/\S/)
              .and.not.match(/^\s|\s$|\s\s|\bundefined\b|\.\.\./);
          }
        }
      });

      it('uses all that is put into a word', () => {
        for (const [key, word] of entries(language)) {
          if (typeof word === 'string' || isCounting(key)) continue;
          const said = word(...ARGS);
          const wanted = ARGS.filter((arg) => (inEnglish(key) as (...args: string[]) => string)(...ARGS).includes(arg));
          for (const arg of wanted) expect(said.split(arg), `${key}: ${said}`).to.have.length(2);
        }
      });

      it('joins the parts of a label with a comma, not with "and"', () => {
        const comma = { ar: '، ', ja: '、', zh: '，', 'zh-Hant': '，' }[code] ?? ', ';
        expect(language.parts(...(ARGS as [string, string]))).to.equal(ARGS.join(comma));
      });

      it('counts in all forms that it has, and tells the number unless there is only one', () => {
        const rules = new Intl.PluralRules(code);
        for (const form of rules.resolvedOptions().pluralCategories) {
          const isOne = COUNTS.filter((count) => rules.select(count) === form).length === 1;
          for (const key of COUNTING) {
            const said = language[key]('⟦1⟧', form);
            if (isOne) expect(said, `${key}, ${form}`).to.match(/\p{L}/u);
            else expect(said, `${key}, ${form}`).to.include('⟦1⟧');
          }
        }
      });

      it('ends sentences and questions where English does', () => {
        const ending = (text: string): string =>
          /[.。।]$/u.test(text) ? 'sentence' : /[?？؟]$/u.test(text) ? 'question' : text.endsWith('…') ? 'goes on' : '';
        for (const [key, word] of entries(language)) {
          const [english] = sayingsOf(key, inEnglish(key), 'en');
          for (const saying of sayingsOf(key, word, code)) {
            expect(ending(saying), `${key}: ${saying}`).to.equal(ending(english!));
          }
        }
      });

      it('begins the name of each button for one guest with what is written on it (WCAG 2.5.3, Label in Name)', () => {
        expect(language.allowName('Ana').indexOf(language.allow)).to.equal(0);
        expect(language.denyName('Ana').indexOf(language.deny)).to.equal(0);
        expect(language.allowNoName.indexOf(language.allow)).to.equal(0);
        expect(language.denyNoName.indexOf(language.deny)).to.equal(0);
        expect(language.writeName('Ana').indexOf(language.write)).to.equal(0);
        expect(language.writeNoName.indexOf(language.write)).to.equal(0);
      });

      it('has no guest name that makes a button sound like one for several guests', () => {
        const forms = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
        const sound = (text: string): string =>
          text
            .replace(/[\p{P}\p{Z}]+/gu, ' ')
            .trim()
            .toLocaleLowerCase(code);
        const [allowBegins, denyBegins, writeBegins] = [language.allowName, language.denyName, language.writeName].map(
          (name) => sound(name('⟦').split('⟦')[0]!),
        );
        const several = (words: readonly string[], begins: string): void => {
          for (const word of words) expect(sound(word).startsWith(begins), word).to.be.false;
        };
        several(
          [language.allow, language.allowAll, ...forms.map((form) => language.allowThese('3', form))],
          allowBegins!,
        );
        several([language.deny, language.denyAll, ...forms.map((form) => language.denyThese('3', form))], denyBegins!);
        several(
          [language.write, language.writeAll, ...forms.map((form) => language.writeThese('3', form))],
          writeBegins!,
        );
      });

      it('says different things differently', () => {
        const pairs: [keyof Language, keyof Language][] = [
          ['allow', 'deny'],
          ['allowAll', 'denyAll'],
          ['allow', 'allowAll'],
          ['admitting', 'rejecting'],
          ['wasLetIn', 'wasDenied'],
          ['wasDenied', 'hasGone'],
          ['keepWaiting', 'giveUp'],
          ['isCameraOff', 'isMicOff'],
          ['waitingHeading', 'rejectedHeading'],
        ];
        for (const [one, other] of pairs) expect(language[one], `${one}, ${other}`).not.to.equal(language[other]);
      });

      it('tells durations in its own words', () => {
        const now = Date.now();
        for (const [minutes, number] of [
          [5, 5],
          [185, 3],
          [4400, 3],
        ] as const) {
          const duration = elapsed(new Date(now - minutes * 60_000), now, code)!;
          expect(duration).to.include(new Intl.NumberFormat(code).format(number));
          if (code in SCRIPTS) expect(duration).not.to.match(/\p{Script=Latin}/u);
        }
      });

      if (code === 'en') return;

      it('addresses people in one way', () => {
        const other = OTHER_ADDRESS[code];
        if (!other) return;
        for (const [key, word] of entries(language)) {
          for (const saying of sayingsOf(key, word, code)) expect(saying, key).not.to.match(other);
        }
      });

      it('is written in its own characters and says what people say there', () => {
        const own = CHARACTERS[code];
        if (!own) return;
        for (const [key, word] of entries(language)) {
          for (const saying of sayingsOf(key, word, code)) {
            const foreign = saying.match(/\p{Script=Han}/gu)?.filter((character) => !own.has(character));
            expect(foreign ?? [], `${key}: ${saying}`).to.deep.equal([]);
            if (code === 'zh-Hant') expect(saying, key).not.to.match(MAINLAND);
          }
        }
      });

      it('is not English anywhere', () => {
        for (const [key, word] of entries(language)) {
          if (['knockTitle', 'parts'].includes(key) || SAME[code]?.includes(key)) continue;
          const [english] = sayingsOf(key, inEnglish(key), code);
          for (const saying of sayingsOf(key, word, code)) {
            const own = ownText(saying);
            expect(saying, key).not.to.equal(english);
            expect(own, key).not.to.match(ENGLISH);
            if (SCRIPTS[code])
              expect(own, key)
                .to.match(SCRIPTS[code])
                .and.not.match(/\p{Script=Latin}/u);
          }
        }
      });
    });
  }

  const COUNTED: readonly [code: string, count: number, said: string][] = [
    ['en', 1, '1 person is waiting'],
    ['en', 2, '2 people are waiting'],
    ['de', 1, '1 Person wartet'],
    ['es', 1_000_000, '1.000.000 de personas están esperando'],
    ['fr', 2, '2 personnes attendent'],
    ['pl', 1, '1 osoba czeka'],
    ['pl', 3, '3 osoby czekają'],
    ['pl', 5, '5 osób czeka'],
    ['pl', 22, '22 osoby czekają'],
    ['pl', 112, '112 osób czeka'],
    ['uk', 1, '1 людина чекає'],
    ['uk', 21, '21 людина чекає'],
    ['uk', 4, '4 людини чекають'],
    ['uk', 11, '11 людей чекають'],
    ['he', 2, 'שני אנשים ממתינים'],
    ['he', 3, '3 אנשים ממתינים'],
    ['ar', 1, 'شخص واحد في الانتظار'],
    ['ar', 2, 'شخصان في الانتظار'],
    ['hi', 1, '1 व्यक्ति इंतज़ार में'],
    ['ja', 3, '3 人が待っています'],
  ];
  for (const [code, count, said] of COUNTED) {
    it(`say in ${code} of ${count}: ${said}`, async () => {
      const language = code === 'en' ? en : (await languages[code]!()).default;
      const form = new Intl.PluralRules(code).select(count);
      expect(language.people(new Intl.NumberFormat(code).format(count), form)).to.equal(said);
    });
  }

  for (const [code, allow, deny] of [
    ['en', 'Allow these 3', 'Deny these 3'],
    ['de', 'Diese 3 einlassen', 'Diese 3 abweisen'],
    ['pl', 'Wpuść te 3 osoby', 'Odmów tym 3 osobom'],
    ['uk', 'Впустити цих 3 людей', 'Відмовити цим 3 людям'],
    ['ja', 'この 3 人を許可', 'この 3 人を拒否'],
  ] as const) {
    it(`say in ${code} of three who are found: ${allow}`, async () => {
      const language = code === 'en' ? en : (await languages[code]!()).default;
      const form = new Intl.PluralRules(code).select(3);
      expect([language.allowThese('3', form), language.denyThese('3', form)]).to.deep.equal([allow, deny]);
    });
  }

  for (const [count, form] of [
    [3, /أشخاص/],
    [11, /شخصًا/],
    [100, /شخص /],
  ] as const) {
    it(`say in ar of ${count} a form of its own`, async () => {
      const { default: ar } = await languages.ar!();
      const number = new Intl.NumberFormat('ar').format(count);
      expect(ar.people(number, new Intl.PluralRules('ar').select(count)))
        .to.match(form)
        .and.include(number);
    });
  }
});
