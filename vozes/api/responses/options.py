"""Shows an option of an engine, with its texts in the reader's language."""

from vozes.api.schemas import Option
from vozes.engines.options import OptionSpec


def show_option(engine_id: str, spec: OptionSpec, language: str) -> Option:
    """Returns the option for a reader of `pt` or `en`."""
    text = spec.text(language)
    low, high = text.ends or (None, None)
    return Option(
        name=spec.name,
        key=f"{engine_id}.{spec.name}",
        type=spec.type,
        default=spec.default,
        minimum=spec.minimum,
        maximum=spec.maximum,
        choices=list(spec.choices),
        max_length=spec.max_length,
        label=text.label,
        help=text.help,
        low=low,
        high=high,
        unit=text.unit,
        choice_labels={choice: text.label_of(choice) for choice in spec.choices},
    )
