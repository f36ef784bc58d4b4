"""Measures what reading a text costs: in each language at 1, 10 and 100 kB, and with hostile shapes.

`python -m benchmarks.reading`. Everything that stands between a user's text and an engine is in it: characters,
Markdown and HTML, numbers and signs, lines. Prints milliseconds of the processor, medians of several runs.
"""

import argparse
import statistics
import time

from vozes.text.reading.words import read

_TEXTS = {
    "pt-br": "No dia 3 de maio de 2024, a Sra. Lima pagou R$ 1.234,56 por 12 livros; o Dr. João achou pouco. ",
    "en": "On May 3, 2024, Mrs. Lima paid $1,234.56 for 12 books; Dr. Smith thought that was not much. ",
    "es": "El 3 de mayo de 2024, la Sra. Lima pagó 1.234,56 € por 12 libros; al Dr. Juan le pareció poco. ",
    "fr": "Le 3 mai 2024, Mme Lima a payé 1 234,56 € pour 12 livres ; le Dr Jean trouvait que c'était peu. ",
    "de": "Am 3. Mai 2024 zahlte Frau Dr. Lima 1.234,56 € für 12 Bücher; Herr Prof. Klein fand das wenig. ",
    "it": "Il 3 maggio 2024 la Sig.ra Lima ha pagato 1.234,56 € per 12 libri; il Dott. Rossi lo trovava poco. ",
    "pl": "Dnia 3 maja 2024 r. pani dr Lima zapłaciła 1234,56 zł za 12 książek; prof. Nowak uznał to za mało. ",
    "tr": "3 Mayıs 2024'te Dr. Lima 12 kitap için 1.234,56 TL ödedi; Prof. Yılmaz bunu az buldu. ",
    "ru": "3 мая 2024 г. г-жа Лима заплатила 1234,56 руб. за 12 книг; проф. Иванов считал, что это мало. ",
    "nl": "Op 3 mei 2024 betaalde mevr. Lima € 1.234,56 voor 12 boeken; dr. Jansen vond dat weinig. ",
    "cs": "Dne 3. května 2024 zaplatila paní Dr. Lima 1 234,56 Kč za 12 knih; prof. Novák to považoval za málo. ",
    "ar": "في 3 مايو 2024 دفعت السيدة ليما 1234.56 دولار مقابل 12 كتابا، ورأى د. أحمد أن ذلك قليل. ",
    "zh": "2024年5月3日，利马女士花了¥1,234.56买了12本书；李博士觉得不多。",
    "hu": "2024. május 3-án Lima asszony 1234,56 Ft-ot fizetett 12 könyvért; dr. Kovács ezt kevesellte. ",
    "ko": "2024년 5월 3일, 리마 씨는 책 12권에 1,234원을 냈다; 김 박사는 적다고 생각했다. ",
    "ja": "2024年5月3日、リマさんは本12冊に1,234円を払いました。田中博士は少ないと思いました。",
    "hi": "3 मई 2024 को श्रीमती लीमा ने 12 किताबों के लिए ₹1,234.56 दिए; डॉ. राम को यह कम लगा। ",
}
_SHAPES = {
    "one word": "a",
    "combining marks": "\u0301",
    "brackets": "(",
    "digits": "1234567890",
    "numbers": "12 ",
    "dots": ".",
    "alternating scripts": "aя",
    "words and digits": "a1",
    "addresses": "a@b.com ",
}
_SIZES = (1_000, 10_000, 100_000)


def _cost(text: str, language: str, repeat: int) -> float:
    """Returns milliseconds of the processor, the median."""
    times = []
    for _ in range(repeat):
        started = time.process_time()
        read(text, language)
        times.append(1000 * (time.process_time() - started))
    return statistics.median(times)


def _of_size(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--repeat", type=int, default=3)
    repeat = arguments.parse_args().repeat
    print("| text | " + " | ".join(f"{size:,} characters" for size in _SIZES) + " | 400,000 to 100,000 |")
    print("| --- |" + " --- |" * (len(_SIZES) + 1))
    cases = [(tag, text, tag) for tag, text in _TEXTS.items()]
    cases += [(name, unit, "pt-br") for name, unit in _SHAPES.items()]
    for name, unit, language in cases:
        read(unit, language)  # its rules are compiled once
        costs = [_cost(_of_size(unit, size), language, repeat) for size in _SIZES]
        growth = _cost(_of_size(unit, 4 * _SIZES[-1]), language, 1) / max(costs[-1], 0.01)
        print(f"| {name} | " + " | ".join(f"{cost:.1f} ms" for cost in costs) + f" | {growth:.1f} times |", flush=True)


if __name__ == "__main__":
    main()
