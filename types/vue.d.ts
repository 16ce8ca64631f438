/**
 * The elements in Vue’s templates: `import type {} from 'daily-knock/vue'`, once in a project. (And tell Vue’s compiler that tags
 * beginning with `daily-` are no components of its own: `isCustomElement`.)
 */
import type { HTMLAttributes, PublicProps } from 'vue';
import type { CamelCase, DailyKnockEventMap, Elements, Props } from '../dist/types/elements.js';

/** `@daily-admitted` in a template is `onDailyAdmitted`. */
type Listeners = {
  [Name in keyof DailyKnockEventMap as `on${Capitalize<CamelCase<Name>>}`]?: (event: DailyKnockEventMap[Name]) => void;
};
type Component<Tag extends keyof Elements> = new () => Elements[Tag] & {
  $props: Props[Tag] & Listeners & HTMLAttributes & PublicProps;
};

declare module 'vue' {
  interface GlobalComponents {
    'daily-knock-form': Component<'daily-knock-form'>;
    'daily-owner-room': Component<'daily-owner-room'>;
    'daily-video-tile': Component<'daily-video-tile'>;
    'daily-waiting-list': Component<'daily-waiting-list'>;
  }
}
