"""What may change is the old garment, wholly, and the room the new one needs; what is the wearer's own stays."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mannequin import garment, stand

from fitting_room.domain.body import CLOTHES, BodyLabel, Parsing, Person, Photo
from fitting_room.domain.garment import Category, HemLength, Outfit, SleeveLength
from fitting_room.domain.mask_edit import MaskEdit, Protection
from fitting_room.perception.agnostic import make_agnostic
from fitting_room.perception.attire_order import clothes_in_order
from fitting_room.perception.body_coordinates import BodyCoordinates
from fitting_room.perception.body_shape import Side, measure_body
from fitting_room.perception.relabel import put_labels_right

TEE = garment(Category.TOPS, SleeveLength.SHORT)
TANK = garment(Category.TOPS, SleeveLength.NONE)
SWEATER = garment(Category.TOPS, SleeveLength.LONG)
TUNIC = garment(Category.TOPS, SleeveLength.NONE, HemLength.THIGH)
SHORTS = garment(Category.BOTTOMS, hem=HemLength.THIGH, legs=True)
TROUSERS = garment(Category.BOTTOMS, hem=HemLength.ANKLE, legs=True)
DRESS = garment(Category.DRESSES, SleeveLength.SHORT, HemLength.KNEE)
GOWN = garment(Category.DRESSES, SleeveLength.NONE, HemLength.ANKLE)

UPPER = (BodyLabel.UPPER_CLOTHES, BodyLabel.DRESS)


def grown(mask: np.ndarray, pixels: int) -> np.ndarray:
    return cv2.dilate(mask.astype(np.uint8), np.ones((2 * pixels + 1, 2 * pixels + 1), np.uint8)) > 0


@settings(max_examples=25)
@given(
    sleeves=st.sampled_from([0.0, 0.5, 1.0, 2.0]),
    legs=st.sampled_from([0.5, 1.0, 2.0]),
    dress=st.booleans(),
    pieces=st.sampled_from([(TEE,), (TANK,), (SWEATER,), (SHORTS,), (TROUSERS,), (DRESS,), (GOWN,), (TUNIC, SHORTS)]),
)
def test_mask_and_protect_never_overlap_and_the_face_is_protected(sleeves, legs, dress, pieces):
    person = stand(sleeves=sleeves, legs=legs, dress=dress)
    agnostic = make_agnostic(person, Outfit.of(*pieces))
    assert not np.any(agnostic.mask & agnostic.protect)
    face = cv2.erode(person.parsing.where(BodyLabel.FACE).astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    assert agnostic.protect[face].all()
    assert agnostic.categories == Outfit.of(*pieces).categories


def test_the_old_top_is_erased_wholly_with_a_margin():
    person = stand(sleeves=2.0)
    agnostic = make_agnostic(person, Outfit.of(TANK))
    top = person.parsing.where(BodyLabel.UPPER_CLOTHES)
    beyond = grown(top, 3) & person.parsing.where(BodyLabel.BACKGROUND)
    assert agnostic.mask[top].all()
    assert agnostic.mask[beyond].all()


@pytest.mark.parametrize("outfit", [Outfit.of(DRESS), Outfit.of(TEE, SHORTS)])
def test_all_clothes_go_when_everything_is_replaced(outfit):
    person = stand(sleeves=2.0, legs=2.0)
    agnostic = make_agnostic(person, outfit)
    assert agnostic.mask[person.parsing.where(*CLOTHES)].all()


def test_a_top_that_was_parsed_as_dress_or_bottoms_is_erased_all_the_same():
    person = stand(sleeves=0.5)
    labels = person.parsing.labels.copy()
    top = labels == BodyLabel.UPPER_CLOTHES
    rows = np.arange(labels.shape[0])[:, None]
    labels[top & (rows < 120)] = BodyLabel.DRESS
    confused = Person(person.photo, person.pose, person.matte, Parsing(labels))
    assert make_agnostic(confused, Outfit.of(TEE)).mask[top].all()


def test_sleeve_length_decides_how_far_bare_arms_are_opened():
    person = stand(sleeves=0.4)
    forearm = person.parsing.where(BodyLabel.LEFT_ARM) & (np.arange(person.matte.shape[0])[:, None] > 165)
    # A wide top may hang beside the arm, so a little of it is open in any case.
    assert make_agnostic(person, Outfit.of(TEE)).mask[forearm].mean() < 0.4
    assert make_agnostic(person, Outfit.of(SWEATER)).mask[forearm].mean() > 0.8


def test_hem_length_decides_how_far_bare_legs_are_opened():
    person = stand(legs=0.5)
    shin = person.parsing.where(BodyLabel.LEFT_LEG) & (np.arange(person.matte.shape[0])[:, None] > 270)
    assert not make_agnostic(person, Outfit.of(SHORTS)).mask[shin].any()
    assert make_agnostic(person, Outfit.of(TROUSERS)).mask[shin].mean() > 0.9


def test_long_trousers_that_go_are_erased_for_shorts():
    person = stand(legs=2.0)
    agnostic = make_agnostic(person, Outfit.of(SHORTS))
    assert agnostic.mask[person.parsing.where(BodyLabel.LOWER_CLOTHES)].all()


def test_bottoms_stay_but_for_the_band_that_an_untucked_top_may_cover():
    person = stand(top_hem=0.95)
    bottoms = person.parsing.where(BodyLabel.LOWER_CLOTHES)
    low = bottoms & (measure_body(person).level_map(person.matte.shape) > 1.35)
    short, long = make_agnostic(person, Outfit.of(TEE)), make_agnostic(person, Outfit.of(TUNIC))
    assert short.protect[low].all()
    assert (long.mask & bottoms).sum() > (short.mask & bottoms).sum() > 0


def test_the_other_garment_is_open_where_it_is_not_to_be_protected():
    person = stand()
    lower = person.parsing.where(BodyLabel.LOWER_CLOTHES)
    assert make_agnostic(person, Outfit.of(TEE)).protect[lower].any()
    lifted = MaskEdit(lifted=frozenset({Protection.OTHER_GARMENT}))
    assert not make_agnostic(person, Outfit.of(TEE), edit=lifted).protect[lower].any()


def test_of_a_dress_the_half_that_is_not_replaced_stays():
    person = stand(dress=True, legs=0.8)
    dress = person.parsing.where(BodyLabel.DRESS)
    level = measure_body(person).level_map(person.matte.shape)
    for_top = make_agnostic(person, Outfit.of(TEE))
    assert for_top.mask[dress & (level < 0.7)].all()
    assert for_top.protect[dress & (level > 1.4)].all()
    for_bottoms = make_agnostic(person, Outfit.of(SHORTS))
    assert for_bottoms.mask[dress & (level > 1.1)].all()
    assert for_bottoms.protect[dress & (level > 0.1) & (level < 0.5)].mean() > 0.95


def test_shoes_stay_under_shorts_and_may_be_covered_by_long_trousers():
    person = stand()
    shoes = person.parsing.where(BodyLabel.LEFT_SHOE, BodyLabel.RIGHT_SHOE)
    assert make_agnostic(person, Outfit.of(SHORTS)).protect[shoes].all()
    assert make_agnostic(person, Outfit.of(TROUSERS)).mask[shoes].any()


def test_a_dress_is_given_room_to_flare():
    person = stand()
    shape = measure_body(person)
    mask = make_agnostic(person, Outfit.of(DRESS)).mask
    knees = (shape.legs[Side.LEFT].axis[1] + shape.legs[Side.RIGHT].axis[1]) / 2
    row = mask[round(knees[1]) - 10]
    assert row.sum() > 2.0 * shape.unit_length


def test_what_a_hand_holds_stays_and_a_scarf_goes():
    person = stand(sleeves=2.0)
    labels = person.parsing.labels.copy()
    labels[195:215, 60:70] = BodyLabel.OTHER
    labels[100:112, 110:130] = BodyLabel.OTHER
    holding = Person(person.photo, person.pose, person.matte, Parsing(labels))
    agnostic = make_agnostic(holding, Outfit.of(TEE))
    assert agnostic.protect[200:212, 62:68].all()
    assert agnostic.mask[102:110, 112:128].all()


def test_cloth_that_was_taken_for_a_hand_is_cloth_again():
    person = stand(sleeves=2.0)
    labels = person.parsing.labels.copy()
    sleeve = (labels == BodyLabel.UPPER_CLOTHES) & (np.arange(labels.shape[0])[:, None] > 175)
    labels[sleeve & (np.arange(labels.shape[1])[None] > 155)] = BodyLabel.LEFT_HAND
    confused = Person(person.photo, person.pose, person.matte, Parsing(labels))
    corrected = put_labels_right(confused, measure_body(confused))
    assert corrected.parsing.where(BodyLabel.UPPER_CLOTHES)[sleeve].mean() > 0.8
    hand = person.parsing.where(BodyLabel.LEFT_HAND)
    assert corrected.parsing.where(BodyLabel.LEFT_HAND)[hand].mean() > 0.9


def test_a_person_without_contradictions_is_left_alone():
    person = stand()
    assert put_labels_right(person, measure_body(person)) is person


def relabelled(person: Person, where: np.ndarray, label: BodyLabel) -> Person:
    labels = person.parsing.labels.copy()
    labels[where] = label
    return Person(person.photo, person.pose, person.matte, Parsing(labels))


def in_order(person: Person) -> Parsing:
    size = (person.matte.shape[0], person.matte.shape[1])
    return clothes_in_order(person, BodyCoordinates.of(measure_body(person), size))


def test_a_dress_below_a_top_of_another_colour_is_a_skirt():
    person = stand(legs=0.6)
    skirt = person.parsing.where(BodyLabel.LOWER_CLOTHES)
    taken_for = in_order(relabelled(person, skirt, BodyLabel.DRESS))
    assert taken_for.where(BodyLabel.LOWER_CLOTHES)[skirt].mean() > 0.97
    assert taken_for.where(BodyLabel.UPPER_CLOTHES)[person.parsing.where(BodyLabel.UPPER_CLOTHES)].all()


def test_a_stripe_of_a_dress_is_no_top():
    person = stand(dress=True, legs=1.0)
    dress = person.parsing.where(BodyLabel.DRESS)
    rows = np.arange(dress.shape[0])[:, None]
    for first, last in ((90, 115), (150, 165)):
        confused = relabelled(person, dress & (rows > first) & (rows < last), BodyLabel.UPPER_CLOTHES)
        assert in_order(confused).where(BodyLabel.DRESS)[dress].mean() > 0.97


def test_cloth_beside_the_thigh_is_no_arm():
    person = stand(sleeves=0.5, legs=1.0)
    thigh = person.parsing.where(BodyLabel.LOWER_CLOTHES) & (np.arange(240)[None] > 145)
    thigh &= np.arange(360)[:, None] > 225
    confused = relabelled(person, thigh, BodyLabel.LEFT_ARM)
    corrected = put_labels_right(confused, measure_body(confused))
    assert corrected.parsing.where(BodyLabel.LOWER_CLOTHES)[thigh].mean() > 0.95
    arm = person.parsing.where(BodyLabel.LEFT_ARM)
    assert np.array_equal(corrected.parsing.where(BodyLabel.LEFT_ARM), arm)


def test_bottoms_that_were_taken_for_the_hem_of_the_top_are_bottoms_again():
    person = stand(top_hem=1.1)
    bottoms = person.parsing.where(BodyLabel.LOWER_CLOTHES)
    confused = relabelled(person, bottoms & (np.arange(360)[:, None] < 215), BodyLabel.UPPER_CLOTHES)
    corrected = put_labels_right(confused, measure_body(confused))
    assert corrected.parsing.where(BodyLabel.LOWER_CLOTHES)[bottoms].mean() > 0.97
    top = person.parsing.where(BodyLabel.UPPER_CLOTHES)
    assert corrected.parsing.where(BodyLabel.UPPER_CLOTHES)[top].mean() > 0.97


def test_a_print_in_the_colour_of_skin_above_the_hem_is_no_leg():
    person = stand(dress=True, legs=1.0)
    dress = person.parsing.where(BodyLabel.DRESS)
    rows, columns = np.indices(dress.shape)
    flower = dress & (np.hypot(rows - 235, columns - 102) < 8)
    confused = relabelled(person, flower, BodyLabel.RIGHT_LEG)
    corrected = put_labels_right(confused, measure_body(confused))
    assert corrected.parsing.where(BodyLabel.DRESS)[flower].all()
    shin = person.parsing.where(BodyLabel.RIGHT_LEG)
    assert corrected.parsing.where(BodyLabel.RIGHT_LEG)[shin].mean() > 0.95


def test_only_what_a_hand_holds_is_a_bag_among_clothes():
    person = stand(dress=True, legs=1.0)
    rows, columns = np.indices(person.matte.shape)
    buckle = person.parsing.where(BodyLabel.DRESS) & (np.hypot(rows - 165, columns - 120) < 6)
    confused = relabelled(person, buckle, BodyLabel.BAG)
    assert not put_labels_right(confused, measure_body(confused)).parsing.where(BodyLabel.BAG).any()
    held = (np.hypot(rows - 212, columns - 186) < 14) & ~person.parsing.where(BodyLabel.LEFT_HAND)
    carrying = relabelled(person, held, BodyLabel.BAG)
    assert put_labels_right(carrying, measure_body(carrying)).parsing.where(BodyLabel.BAG)[held].all()


def test_a_shaded_rim_of_the_trousers_below_the_hand_is_no_bag():
    person = stand(legs=2.0)
    trousers = person.parsing.where(BodyLabel.LOWER_CLOTHES)
    rows, columns = np.indices(trousers.shape)
    outer = columns > np.where(trousers, columns, 0).max(1, keepdims=True) - 3
    rim = trousers & outer & (rows > 190) & (rows < 290)
    pixels = person.photo.pixels.copy()
    pixels[rim] = (25, 60, 25)
    shaded = Person(Photo(pixels), person.pose, person.matte, person.parsing)
    confused = relabelled(shaded, rim, BodyLabel.BAG)
    corrected = put_labels_right(confused, measure_body(confused))
    assert corrected.parsing.where(BodyLabel.LOWER_CLOTHES)[trousers].mean() > 0.99
    strap = person.photo.pixels.copy()
    strap[rim] = (230, 200, 40)
    held = relabelled(Person(Photo(strap), person.pose, person.matte, person.parsing), rim, BodyLabel.BAG)
    assert put_labels_right(held, measure_body(held)).parsing.where(BodyLabel.BAG)[rim].mean() > 0.8


def test_the_black_gap_between_arm_and_cloth_is_no_arm():
    person = stand(sleeves=0.5)
    top = person.parsing.where(BodyLabel.UPPER_CLOTHES)
    rows, columns = np.indices(top.shape)
    edge = np.where(top, columns, 0).max(1, keepdims=True)
    gap = top & (columns > edge - 6) & (rows > 125) & (rows < 165)
    pixels = person.photo.pixels.copy()
    pixels[gap] = (6, 2, 3)
    dark = Person(Photo(pixels), person.pose, person.matte, person.parsing)
    confused = relabelled(dark, gap, BodyLabel.LEFT_ARM)
    corrected = put_labels_right(confused, measure_body(confused))
    assert corrected.parsing.where(BodyLabel.UPPER_CLOTHES)[gap].mean() > 0.7
    arm = person.parsing.where(BodyLabel.LEFT_ARM)
    assert corrected.parsing.where(BodyLabel.LEFT_ARM)[arm].mean() > 0.99


def test_the_lower_half_of_a_long_top_is_no_dress():
    person = stand(top_hem=1.25)
    top = person.parsing.where(BodyLabel.UPPER_CLOTHES)
    confused = relabelled(person, top & (np.arange(360)[:, None] > 160), BodyLabel.DRESS)
    corrected = put_labels_right(confused, measure_body(confused))
    assert corrected.parsing.where(BodyLabel.UPPER_CLOTHES)[top].mean() > 0.97
    bottoms = person.parsing.where(BodyLabel.LOWER_CLOTHES)
    assert corrected.parsing.where(BodyLabel.LOWER_CLOTHES)[bottoms].mean() > 0.97


def test_below_a_bare_belly_there_is_no_top():
    person = relabelled(stand(top_hem=0.5), belly_of(stand(top_hem=0.5)), BodyLabel.TORSO_SKIN)
    bottoms = person.parsing.where(BodyLabel.LOWER_CLOTHES)
    confused = relabelled(person, bottoms & (np.arange(360)[:, None] < 200), BodyLabel.UPPER_CLOTHES)
    corrected = put_labels_right(confused, measure_body(confused))
    assert np.array_equal(corrected.parsing.labels, person.parsing.labels)


def belly_of(person: Person) -> np.ndarray:
    """The bottoms above the level of the navel, down to the hips."""
    level = measure_body(person).level_map(person.matte.shape)
    return person.parsing.where(BodyLabel.LOWER_CLOTHES) & (level < 0.85)
