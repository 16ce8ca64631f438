// Shows that somebody knocks, while no page of the site is open. What it is sent was encrypted for this browser by the site's server.
self.addEventListener('push', (event) => {
  let name = '';
  try {
    ({ name } = event.data.json());
  } catch {
    // Shown all the same: a browser takes the permission away from a site that shows nothing.
  }
  event.waitUntil(
    self.registration.showNotification(`${name || 'Somebody'} is knocking`, {
      body: 'Open your room to let them in.',
      // As the notification of an open page, which this one takes the place of, and the other way round.
      tag: 'daily-knock',
      renotify: true,
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openRoom());
});

/** Goes to the page of the room if it is open, and opens it if it is not. */
async function openRoom() {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const room = pages.find(({ url }) => new URL(url).pathname === '/');
  await (room ? room.focus() : self.clients.openWindow('/'));
}
