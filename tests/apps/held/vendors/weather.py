"""A client of a weather service, as it would be generated from its description."""

import http.client

from tests.apps.held.surroundings import PEER


class WeatherClient:
    def __init__(self) -> None:
        self.connection = http.client.HTTPConnection(PEER.url.split("/")[2])

    def forecast(self) -> str:
        self.connection.request("GET", "/forecast")  # blocks: http-client
        with self.connection.getresponse() as response:  # blocks: http-client
            return response.read().decode()


class WeatherService:
    async def today(self) -> str:
        return WeatherClient().forecast()
