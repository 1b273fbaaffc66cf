"""Lexically legal values, more than one for every datatype that the schema uses.

A datatype that is a union of others has the samples of all of them. A datatype that is not here raises
KeyError: whoever brings it in says what its values look like.
"""

from tei.odd.content import Alternate, Content, Data, DataRef, Text, Values

SAMPLES = {
    "ID": ["a", "a-b.c_1"],
    "date": ["1941-11-08", "1941-11-08Z"],
    "dateTime": ["1941-11-08T09:30:00", "1941-11-08T09:30:00.5+01:00"],
    "decimal": ["1.5", "-20"],
    "double": ["2.5e3", "INF"],
    "gDay": ["---08", "---31Z"],
    "gMonth": ["--11", "--02Z"],
    "gMonthDay": ["--11-08", "--02-29"],
    "gYear": ["1941", "-0044"],
    "gYearMonth": ["1941-11", "1941-11Z"],
    "language": ["en", "de-1901", "x-private"],
    "Name": ["tei-edition", "a:b"],
    "nonNegativeInteger": ["0", "12"],
    "string": ["a", "two  words – and “marks”", ""],
    "time": ["09:30:00", "09:30:00Z"],
    "token": ["a", "two words"],
    "text": ["a", "two words"],
    "teidata.count": ["1", "+7"],
    "teidata.numeric": ["-2.5", "1E4", "1/3", "-1/3"],
    "teidata.outputMeasurement": ["12cm", "-1.5em", "100%"],
    "teidata.pattern": ["([a-z]+)", r"\d+"],
    "teidata.pointer": ["#a", "https://example.org/a?b=c%20d&e#f", "../a/b.xml", "mailto:ed@example.org"],
    "teidata.prefix": ["wd", "a+b.c-1"],
    "teidata.probability": ["0", "1", "0.25"],
    "teidata.version": ["1", "4.9", "4.9.0"],
    "teidata.versionNumber": ["1", "0.1.0", "2a1.3"],
    "teidata.word": ["word", "Wörter", "a:b/c-1_2", "‘x’"],
}


def samples(datatype: Content, datatypes: dict[str, Content]) -> list[str]:
    """Give samples of one value of ``datatype``."""
    match datatype:
        case DataRef(key):
            return SAMPLES.get(key) or samples(datatypes[key], datatypes)
        case Data(name):
            return SAMPLES[name]
        case Text():
            return SAMPLES["text"]
        case Values(items):
            return [item.text for item in items]
        case Alternate(items):
            return list(dict.fromkeys(value for item in items for value in samples(item, datatypes)))
    raise KeyError(datatype)


def attribute_samples(attribute, datatypes):
    """Give values of ``attribute``: every listed one, samples of its datatype, and lists of several."""
    listed = [item.text for item in attribute.values]
    single = listed if attribute.is_closed else [*listed, *samples(attribute.datatype, datatypes)]
    if not attribute.is_list:
        return list(dict.fromkeys(single))
    words = list(dict.fromkeys(value for value in single if value and " " not in value))
    least = max(1, attribute.least)
    most = least + 1 if attribute.most is None else attribute.most
    lists = [(words * least)[at : at + least] for at in range(len(words))]
    return [" ".join(each) for each in [*lists, (words * most)[:most]]]
