// The one script a clinic puts on its site:
//   <script src="https://…/static/webchat/jessica.js" data-clinic="demo" defer></script>
// Optional: data-lang="es", data-source="ad-campaign". The page is never blocked and never changed.
{
  const tag = document.currentScript;
  const { clinic, lang, source } = tag.dataset;
  const idle = window.requestIdleCallback || ((run) => setTimeout(run, 200));
  idle(async () => {
    const { mount } = await import(new URL("widget.js", tag.src).href);
    mount({ clinic, lang, source, script: tag.src });
  });
}
