// Moving between tiles with the keyboard: which of them Tab reaches, and which one an arrow key leads to.

/** Lets Tab reach one tile alone: that of `target`, else the one that it reaches already, the chosen one, or the first. */
export function tabStop(list, target) {
  const tiles = [...list.querySelectorAll(".tile")];
  const stop =
    target?.closest(".tile") ??
    tiles.find((tile) => tile.querySelector(".tile-choose").tabIndex === 0 && tile.dataset.stop) ??
    tiles.find((tile) => tile.dataset.chosen === "true") ??
    tiles[0];
  if (!stop) return;
  for (const tile of tiles) {
    const isStop = tile === stop;
    if (isStop) tile.dataset.stop = "true";
    else delete tile.dataset.stop;
    for (const button of tile.querySelectorAll("button")) button.tabIndex = isStop ? 0 : -1;
  }
}

/** Returns the tile to which a key leads from another one; undefined where it leads nowhere. */
export function nextTile(list, from, key) {
  const tiles = [...list.querySelectorAll(".tile")];
  const index = tiles.indexOf(from);
  if (key === "ArrowRight") return tiles[index + 1];
  if (key === "ArrowLeft") return tiles[index - 1];
  if (key === "Home") return tiles[0];
  if (key === "End") return tiles.at(-1);
  if (key === "ArrowDown") return nearest(from, tiles.slice(index + 1), 1);
  return key === "ArrowUp" ? nearest(from, tiles.slice(0, index).reverse(), -1) : undefined;
}

/** Returns the tile in the next row that is nearest in its column. */
function nearest(from, tiles, direction) {
  const { top, left } = from.getBoundingClientRect();
  const boxes = tiles.slice(0, 40).map((tile) => ({ tile, box: tile.getBoundingClientRect() }));
  const beyond = boxes.filter(({ box }) => (box.top - top) * direction > 4);
  if (beyond.length === 0) return undefined;
  const row = beyond.filter(({ box }) => Math.abs(box.top - beyond[0].box.top) < 4);
  return row.sort((a, b) => Math.abs(a.box.left - left) - Math.abs(b.box.left - left))[0].tile;
}
