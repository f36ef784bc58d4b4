// What can speak with cloned voices: which models of the catalogue, or engines that have none. Knows no element of the
// page; the window with the voices and the page of one's own voices name them.

/** Returns what clones, `{id, name, isInstalled}` each, of the `engines` of /v1/monitor/info and the catalogue's `models`.
 * `id` is the model's in the catalogue, or the engine's. */
export function findCloners(engines, models) {
  return Object.values(engines).flatMap((engine) => clonersOf(engine, models));
}

function clonersOf({ id, name, state, capabilities, models }, catalog) {
  const isThere = state !== "not_installed";
  if (models.length === 0) return capabilities.cloning ? [{ id, name, isInstalled: isThere }] : [];
  return models
    .filter(({ cloning }) => cloning)
    .map((model) => {
      const known = catalog.find((each) => each.id === model.name || (each.engine === id && models.length === 1));
      const isInstalled = isThere && model.state !== "not_installed";
      return { id: known?.id ?? id, name: known?.name ?? name, isInstalled };
    });
}
