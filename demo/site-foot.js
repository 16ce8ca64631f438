// The foot that the demo's pages share. A page whose rooms differ from those of most says so in `data-note`.
{
  const {
    note = 'The rooms on this page run in your browser: video and sound never leave it. Every tab and window of this browser at this address can join them.',
  } = document.currentScript.dataset;

  document.currentScript.outerHTML = `
  <footer class="site-foot">
    <div class="wrap">
      <p>${note}</p>
      <p>daily-knock is free software under the MIT licence.</p>
    </div>
  </footer>`;
}
