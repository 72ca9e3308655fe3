"""Put a new layer on the shelf of a town, and tell the register of it."""

from biwaq_geo.domain.added_layers import KEY_START, AddedLayer, Provenance
from biwaq_geo.domain.errors import (
    AddedLayerExistsError,
    BiwaqError,
    FileEmptyError,
    QuestionsOpenError,
)
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.slug import slug
from biwaq_geo.domain.town_layers import TownLayer
from biwaq_geo.services.layer_upload.changes import end_quietly, told_of
from biwaq_geo.services.layer_upload.plan import LayerPlan
from biwaq_geo.services.ports import Now, Town
from biwaq_geo.services.retry import again_after_collision

_LONGEST_KEY = 40
_TRIES = 100


def free_key(town: Town, title: str) -> str:
    """Return a key for a new layer of that title that no layer of the town has.

    Raises
    ------
    AddedLayerExistsError
        There are a hundred layers of that title.
    """
    stem = KEY_START + slug(title).replace("-", "_")[:_LONGEST_KEY].strip("_")
    taken = {layer.key for layer in town.added.layers()} | set(town.added.damaged())
    keys = [stem, *(f"{stem}_{number}" for number in range(2, _TRIES))]
    free = next((key for key in keys if key not in taken), None)
    if free is None:
        raise AddedLayerExistsError(key=stem)
    return free


@again_after_collision
def add_layer(
    town: Town, now: Now, *, plan: LayerPlan, key: str, order: int, text: str, actor: str
) -> TownLayer:
    """Store the features of a plan with the layer file that says how they are drawn.

    Returns what the register tells of it.

    Raises
    ------
    QuestionsOpenError
        Nobody has confirmed yet what was only detected. Nothing was stored.
    FileEmptyError
        No row of the file can be taken over. Nothing was stored.
    AddedLayerExistsError, StoreFullError, StoreReadOnlyError, NotAllowedError
        Nothing was stored.
    """
    if not plan.settled:
        topics = ", ".join(question.topic for question in plan.asked)
        raise QuestionsOpenError(file=plan.file_name, found=topics)
    if plan.features.empty:
        raise FileEmptyError(file=plan.file_name)
    origin = Provenance(
        file_name=plan.file_name,
        digest=plan.digest,
        features=len(plan.features),
        added_at=now(),
        added_by=actor,
        titles=plan.titles,
    )
    file = f"{order}_{key}.toml"
    told = told_of(AddedLayer(key, file, text.encode(), origin, Audience.INTERNAL, removed=False))
    put, note = False, None
    try:
        with town.store.transaction() as tx:
            tx.add(told, actor=actor)
            note = town.added.begin(key, new=True)
            town.added.add(
                key, file=file, text=text.encode(), features=plan.features, origin=origin
            )
            put = True
    except BiwaqError:
        if put:
            town.added.discard(key)
        end_quietly(town, note)
        raise
    end_quietly(town, note)
    return told
