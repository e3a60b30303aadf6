// How well a model finds the persons of labelled texts, step by step.
#pragma once

#include <span>
#include <string>

#include "ingest/people/tag_model.h"
#include "tools/train_people/training_text.h"

namespace kg::people {

/// Lines for people to read: precision, recall and F1 of exact spans of persons for the tagger that
/// looks at everything, for the tagger behind the gate, and for ExtractNames(), the last one also
/// by the form of names and with its kinds of mistakes; and how much of the text and of the names'
/// beginnings passes the gate.
std::string Measure(const TagModel& model, std::span<const TrainingText> texts);

}  // namespace kg::people
