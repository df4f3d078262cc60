"""What the stages of a job are called in front of people."""

STAGE_WORDS = {
    "opening": "Opening the picture",
    "garment": "Looking at the garment",
    "perception": "Finding the person",
    "agnostic": "Marking what will change",
    "body": "Measuring the body",
    "underlay": "Uncovering what lies beneath",
    "warp": "Fitting the garment",
    "layers": "Putting it on",
    "denoise": "Painting the clothes",
    "composite": "Finishing the picture",
    "motion": "Reading the motion",
    "animate": "Moving the picture",
    "copy": "Writing the clip",
    "importing": "Bringing in garments",
    "lookbook": "Setting the lookbook",
    "saving": "Saving",
    "download": "Downloading the model",
    "verifying": "Checking the model",
    "copying": "Copying the model",
    "converting": "Reading the file of weights",
    "done": "Done",
}


def words_for(stage: str) -> str:
    """The words for a stage; a stage without an entry speaks for itself."""
    return STAGE_WORDS.get(stage, stage.capitalize())
