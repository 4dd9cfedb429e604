// Sets the scheme the person chose before anything is painted; src/app/theme.ts keeps it from then on.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('muster.color-scheme');
  } catch {
    // Storage is switched off: the system decides.
  }
  if (chosen !== 'light' && chosen !== 'dark') {
    chosen = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  document.documentElement.setAttribute('data-mantine-color-scheme', chosen);
})();
