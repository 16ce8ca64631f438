// The block in the editor: its settings, and a preview. The preview is what the server draws for this post, so it shows the reason if the
// element is refused. The element is inert, and in a frame of its own: the texts of others in the editor get no live elements.
(({ apiFetch, blockEditor, blocks, components, element, i18n, url }, { attributes: allowed, mayOwn, script }) => {
  const { createElement, Fragment, RawHTML, useEffect, useState } = element;
  const { Notice, PanelBody, SandBox, SelectControl, Spinner, TextControl, ToggleControl } = components;
  const { __ } = i18n;

  const NAME = 'daily-knock/knock';
  const TYPING_MS = 300;

  const text = (label, help) => (value, set) =>
    createElement(TextControl, {
      ...{ label, help, value: value ?? '', __nextHasNoMarginBottom: true },
      onChange: (typed) => set(typed || undefined),
    });
  const seconds = (label, help) => (value, set) =>
    createElement(TextControl, {
      ...{ label, help, value: value ?? '', type: 'number', min: 1, __nextHasNoMarginBottom: true },
      onChange: (typed) => set(typed ? Number(typed) : undefined),
    });
  const toggle = (label) => (value, set) =>
    createElement(ToggleControl, {
      ...{ label, checked: Boolean(value), __nextHasNoMarginBottom: true },
      onChange: (isOn) => set(isOn || undefined),
    });

  /** By attribute. Which of them each side has is said by the server. */
  const CONTROLS = {
    'user-name': text(__('Name', 'daily-knock'), __('Filled into the form; can be changed there.', 'daily-knock')),
    'start-video-off': toggle(__('Start with the camera off', 'daily-knock')),
    'start-audio-off': toggle(__('Start with the microphone off', 'daily-knock')),
    alerts: text(
      __('Alerts', 'daily-knock'),
      __('“sound”, “title” and “notification” with spaces between, or “none”. Default: sound title.', 'daily-knock'),
    ),
    'connect-timeout': seconds(
      __('Time limit for connecting', 'daily-knock'),
      __('Seconds. Default: 60.', 'daily-knock'),
    ),
    'answer-timeout': seconds(
      __('Ask guests whether to go on waiting', 'daily-knock'),
      __('Seconds after the knock. Default: never.', 'daily-knock'),
    ),
    ask: text(
      __('One more field for guests', 'daily-knock'),
      __('Its label, such as “What is it about?”. The owner reads the answer with the name.', 'daily-knock'),
    ),
    'host-message': text(
      __('Message to those who wait', 'daily-knock'),
      __('Guests read it until they are let in.', 'daily-knock'),
    ),
    'decision-timeout': seconds(
      __('Time limit for an answer to a knock', 'daily-knock'),
      __('Seconds. Default: 20.', 'daily-knock'),
    ),
    'admit-muted': toggle(__('Let guests in with the microphone off', 'daily-knock')),
    'guest-link': text(
      __('Link for guests', 'daily-knock'),
      __(
        'The page with the guest’s side. The owner can copy the link while nobody else is in the call.',
        'daily-knock',
      ),
    ),
  };

  /** What the server draws: `{ html }`, or `{ failure }` in words. */
  function useDrawn(attributes, postId) {
    const [drawn, setDrawn] = useState();
    const sent = JSON.stringify(attributes);
    useEffect(() => {
      const controller = new AbortController();
      const query = { context: 'edit', ...(Number.isInteger(postId) && { post_id: postId }) };
      const draw = () =>
        apiFetch({
          path: url.addQueryArgs(`/wp/v2/block-renderer/${NAME}`, query),
          method: 'POST',
          data: { attributes: JSON.parse(sent) },
          signal: controller.signal,
        }).then(
          ({ rendered }) => setDrawn({ html: rendered }),
          ({ message }) => controller.signal.aborted || setDrawn({ failure: message }),
        );
      const timer = setTimeout(draw, drawn ? TYPING_MS : 0);
      return () => {
        clearTimeout(timer);
        controller.abort();
      };
    }, [sent, postId]);
    return drawn;
  }

  function Preview({ attributes, postId }) {
    const drawn = useDrawn(attributes, postId);
    if (!drawn) return createElement(Spinner);
    if (!drawn.html?.includes('<daily-'))
      return createElement(
        Notice,
        { status: 'warning', isDismissible: false },
        drawn.html ? createElement(RawHTML, null, drawn.html) : drawn.failure,
      );
    // As a property, since versions of React differ about the attribute.
    const makeInert = (node) => node && (node.inert = true);
    const start = drawn.html.indexOf('<daily-');
    const notice = drawn.html.slice(0, start);
    return createElement(
      Fragment,
      null,
      // What is inert is not read to people: notices are outside.
      notice &&
        createElement(Notice, { status: 'warning', isDismissible: false }, createElement(RawHTML, null, notice)),
      createElement(
        'div',
        { ref: makeInert },
        createElement(SandBox, {
          title: __('Preview', 'daily-knock'),
          allowSameOrigin: true, // Newer versions of WordPress give a frame no origin otherwise, and it could load no module.
          html: `${script}<div inert>${drawn.html.slice(start)}</div>`,
        }),
      ),
    );
  }

  function Edit({ attributes, setAttributes, context }) {
    const { side } = attributes;
    const control = (name) => CONTROLS[name]?.(attributes[name], (value) => setAttributes({ [name]: value }));
    const sides = [
      { value: 'guest', label: __('Guest, who knocks', 'daily-knock') },
      // Who may not choose it still sees that it is chosen.
      ...(mayOwn || side === 'owner' ? [{ value: 'owner', label: __('Owner, who answers', 'daily-knock') }] : []),
    ];
    return createElement(
      'div',
      blockEditor.useBlockProps(),
      createElement(
        blockEditor.InspectorControls,
        null,
        createElement(
          PanelBody,
          { title: __('Room', 'daily-knock') },
          createElement(SelectControl, {
            ...{ label: __('Side', 'daily-knock'), value: side, options: sides, __nextHasNoMarginBottom: true },
            onChange: (value) => setAttributes({ side: value }),
          }),
          text(
            __('Room link', 'daily-knock'),
            __('Like https://your-team.daily.co/your-room. Without it, the form asks for the link.', 'daily-knock'),
          )(attributes.room, (room) => setAttributes({ room })),
        ),
        createElement(
          PanelBody,
          { title: __('Form', 'daily-knock'), initialOpen: false },
          ...allowed[side].map(control),
        ),
      ),
      createElement(Preview, { attributes, postId: context.postId }),
    );
  }

  blocks.registerBlockType(NAME, { edit: Edit, save: () => null });
})(window.wp, window.dailyKnockEditor);
