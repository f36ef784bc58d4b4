// The button that downloads what was spoken, as MP3 or in the format that was taken last, and the menu with all other
// formats and the subtitles.

import { html, useEffect, useId, useLanguage, useRef, useState } from "../html.js";
import { hasText, t } from "../i18n.js";
import { SUBTITLE_FORMATS, audioFormats, downloadClip, prefer, usePreferredFormat } from "./downloads.js";
import { DownloadSign, MoreSign } from "./icons.js";

/** `clip`: what is downloaded, or null; `onProblem` is called with what goes wrong, and with null before each try. */
export function DownloadMenu({ clip, onProblem }) {
  useLanguage();
  const first = usePreferredFormat();
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState(""); // the name of the format that is being made
  const place = useRef(null);
  const more = useRef(null);
  const menu = useId();
  useEffect(() => {
    if (!isOpen) return undefined;
    const closeOutside = ({ target }) => !place.current.contains(target) && setOpen(false);
    document.addEventListener("pointerdown", closeOutside);
    document.addEventListener("focusin", closeOutside);
    return () => {
      document.removeEventListener("pointerdown", closeOutside);
      document.removeEventListener("focusin", closeOutside);
    };
  }, [isOpen]);

  const download = async ({ format, name }) => {
    if (!clip || made) return;
    if (isOpen) more.current.focus();
    setOpen(false);
    setMade(name);
    onProblem(null);
    await downloadClip(clip, format).catch(onProblem);
    setMade("");
    if (!SUBTITLE_FORMATS.some((each) => each.format === format)) prefer(format);
  };
  const onKeyDown = (event) => {
    if (event.key !== "Escape" || !isOpen) return;
    event.preventDefault(); // which is heard by the page too: there it stops
    setOpen(false);
    more.current.focus();
  };
  const item = (each) =>
    html`<li key=${each.format}>
      <button type="button" data-format=${each.format} onClick=${() => download(each)}>
        ${each.name} <span class="hint" ...${useOf(each)} />
      </button>
    </li>`;
  const isOff = !clip || made !== "";
  return html`<div class="download" ref=${place} onKeyDown=${onKeyDown}>
    <button
      type="button"
      id="download"
      aria-disabled=${isOff}
      aria-label=${t("player_download", { format: first.name })}
      title=${clip ? undefined : t("player_download_later")}
      onClick=${() => download(first)}
    >
      <${DownloadSign} /><span>${made ? t("player_making") : first.name}</span>
    </button>
    <button
      type="button"
      id="more-formats"
      ref=${more}
      aria-label=${t("player_other_formats")}
      aria-expanded=${isOpen}
      aria-controls=${menu}
      aria-disabled=${isOff}
      onClick=${() => !isOff && setOpen(!isOpen)}
    >
      <${MoreSign} />
    </button>
    <div class="download-menu" id=${menu} hidden=${!isOpen}>
      <p class="label">${t("player_audio")}</p>
      <ul role="list">${audioFormats().map(item)}</ul>
      <p class="label">${t("player_subtitles")}</p>
      <ul role="list">${SUBTITLE_FORMATS.map(item)}</ul>
    </div>
    <p role="status" class="unseen">${made && t("player_making_format", { format: made })}</p>
  </div>`;
}

/** Returns the properties of an element that says what a format is for: in the page's words, else in the server's. */
function useOf({ format, description }) {
  const key = `player_about_${format}`;
  return hasText(key) ? { children: t(key) } : { children: description, lang: "en" };
}
