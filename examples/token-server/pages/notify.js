// The button "Notify me of knocks": this browser then shows a notification of each knock, also while the page is closed.
const button = document.querySelector('#notify');
const status = document.querySelector('#notify-status');
const endpoint = document.querySelector('#endpoint');
const { key, host } = button.dataset;
/** Who has asked in this browser. Somebody else who signs in here has not. */
const ASKED = 'notify';

const DENIED = 'Your browser does not allow notifications of this site. Change that in its settings, then try again.';
const FAILED = 'That did not work. Try again in a minute.';

const post = async (path, body) => {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
};

function show(subscription) {
  button.setAttribute('aria-pressed', String(Boolean(subscription)));
  endpoint.value = subscription?.endpoint ?? '';
}

/** The site's key that a subscription was made with. After the site has made new keys, it gets nothing any more. */
function keyOf({ options }) {
  const text = btoa(String.fromCharCode(...new Uint8Array(options.applicationServerKey ?? [])));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

async function switchOn(pushManager) {
  if ((await Notification.requestPermission()) !== 'granted') return DENIED;
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  try {
    await post('/subscribe', subscription);
  } catch (error) {
    await subscription.unsubscribe();
    throw error;
  }
  localStorage.setItem(ASKED, host);
  show(subscription);
  return 'This browser shows you each knock, also while this page is closed.';
}

async function switchOff(subscription) {
  await post('/unsubscribe', { endpoint: subscription.endpoint });
  await subscription.unsubscribe();
  localStorage.removeItem(ASKED);
  show(undefined);
  return 'This browser no longer shows you knocks while this page is closed.';
}

if (key && 'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis) {
  await navigator.serviceWorker.register('/pages/push-worker.js');
  const { pushManager } = await navigator.serviceWorker.getRegistration('/pages/');
  let subscription = await pushManager.getSubscription();
  const isOurs = subscription && localStorage.getItem(ASKED) === host && keyOf(subscription) === key;
  if (subscription && !isOurs) {
    await subscription.unsubscribe();
    subscription = null;
  }
  // Told again, in case that the server has lost it, or has dropped it when the host signed out.
  if (subscription) await post('/subscribe', subscription).catch(() => {});
  show(subscription);
  button.hidden = false;
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const current = await pushManager.getSubscription();
      status.textContent = await (current ? switchOff(current) : switchOn(pushManager));
    } catch {
      status.textContent = FAILED;
    }
    button.disabled = false;
    button.focus();
  });
}
