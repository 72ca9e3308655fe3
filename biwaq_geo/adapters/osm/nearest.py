"""Which of the others lies nearest."""

import geopandas as gpd


def nearest(
    points: gpd.GeoDataFrame, others: gpd.GeoDataFrame, *, within_m: float
) -> dict[str, str]:
    """Return for each point the id of the nearest of the others, if one is that near."""
    if points.empty or others.empty:
        return {}
    joined = points[["geometry"]].sjoin_nearest(
        others[["geometry"]].rename_axis("other"), max_distance=within_m, how="inner"
    )
    joined = joined[~joined.index.duplicated()]
    return {str(i): str(other) for i, other in joined["other"].items()}
